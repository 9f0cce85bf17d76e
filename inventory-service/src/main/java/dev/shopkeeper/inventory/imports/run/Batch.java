package dev.shopkeeper.inventory.imports.run;

import dev.shopkeeper.inventory.imports.format.EntityType;
import dev.shopkeeper.inventory.imports.format.ImportItem;
import dev.shopkeeper.inventory.imports.format.ImportItem.Entity;
import dev.shopkeeper.inventory.imports.sink.SinkAnswer;
import dev.shopkeeper.inventory.imports.sink.SinkError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Items that are sent and committed together. */
final class Batch {

    private static final int MAXIMUM_ENTITIES = 400;
    private static final int MAXIMUM_LINES = 4_000;
    private static final int SHOWN_VALUE = 200;

    private final List<ImportItem> items = new ArrayList<>();
    private final Map<EntityType, List<Entity>> entities = new EnumMap<>(EntityType.class);
    private final Set<String> keys = new HashSet<>();
    private int entityCount;
    private long lines;

    void add(ImportItem item) {
        items.add(item);
        if (item instanceof Entity entity) {
            entities.computeIfAbsent(entity.type(), type -> new ArrayList<>()).add(entity);
            keys.add(entity.key());
            entityCount++;
            lines += entity.lines().length;
        }
    }

    boolean isFull() {
        return entityCount >= MAXIMUM_ENTITIES || lines >= MAXIMUM_LINES || items.size() >= MAXIMUM_LINES;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    int size() {
        return items.size();
    }

    /** Whether sending both at once could put two versions of one thing in the wrong order. */
    boolean touches(Batch other) {
        return !Collections.disjoint(keys, other.keys);
    }

    Set<EntityType> types() {
        return entities.keySet();
    }

    List<ObjectNode> bodies(EntityType type) {
        return entities.getOrDefault(type, List.of()).stream().map(Entity::json).toList();
    }

    /** Counts this batch and lists its errors, in the order of the file. */
    List<LineError> account(ImportCounts counts, Map<EntityType, SinkAnswer> answers) {
        List<LineError> errors = new ArrayList<>();
        for (ImportItem item : items) {
            switch (item) {
                case ImportItem.Refusal refusal -> {
                    counts.refused(refusal.reason(), 1);
                    errors.add(new LineError(
                            counts.nextError(),
                            refusal.line(),
                            refusal.column(),
                            shorten(refusal.value()),
                            refusal.reason(),
                            refusal.message()));
                }
                case ImportItem.Used used -> counts.imported(used.lines());
                case Entity entity -> {
                    // counted below, where the answers are
                }
            }
        }
        entities.forEach((type, sent) -> {
            SinkAnswer answer = answers.getOrDefault(type, new SinkAnswer(0, List.of()));
            Map<Integer, SinkError> refused = new TreeMap<>();
            answer.errors().forEach(error -> refused.putIfAbsent(error.index(), error));
            counts.unchanged(answer.unchanged());
            for (int i = 0; i < sent.size(); i++) {
                Entity entity = sent.get(i);
                SinkError error = refused.get(i);
                if (error == null) {
                    counts.accepted(type.listName());
                    counts.imported(entity.lines().length);
                    entity.remarks().forEach(counts::remark);
                } else {
                    refuse(entity, error, counts, errors);
                }
            }
        });
        return errors;
    }

    private static void refuse(Entity entity, SinkError error, ImportCounts counts, List<LineError> errors) {
        long[] lines = entity.lines().length == 0 ? new long[] {0} : entity.lines();
        counts.refused(error.reason(), entity.lines().length);
        for (long line : lines) {
            errors.add(new LineError(
                    counts.nextError(), line, error.column(), shorten(error.value()), error.reason(), error.message()));
        }
    }

    private static @Nullable String shorten(@Nullable String value) {
        if (value == null || value.length() <= SHOWN_VALUE) {
            return value == null ? null : value.replace("\u0000", "");
        }
        int end = Character.isHighSurrogate(value.charAt(SHOWN_VALUE - 1)) ? SHOWN_VALUE - 1 : SHOWN_VALUE;
        return value.substring(0, end).replace("\u0000", "") + "…";
    }
}
