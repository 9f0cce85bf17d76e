package dev.shopkeeper.inventory.imports.format;

import dev.shopkeeper.inventory.imports.format.ImportItem.Entity;
import dev.shopkeeper.inventory.imports.format.ImportItem.Refusal;
import dev.shopkeeper.inventory.imports.format.ImportItem.Used;
import dev.shopkeeper.inventory.imports.source.InflationLimits;
import dev.shopkeeper.inventory.imports.source.UploadSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Everything that a format says of a file. */
public final class Collected implements ImportOutput {

    public static final ImportOptions OPTIONS = new ImportOptions(null, ZoneId.of("UTC"), null, "en", "test");
    public static final InflationLimits LIMITS = new InflationLimits(1L << 30, 250, 1 << 20);

    private final List<ImportItem> items = new ArrayList<>();

    @Override
    public void accept(ImportItem item) {
        items.add(item);
    }

    public static Collected of(String kind, String text) {
        return of(kind, text.getBytes(StandardCharsets.UTF_8), OPTIONS);
    }

    public static Collected of(String kind, byte[] bytes, ImportOptions options) {
        try {
            Collected collected = new Collected();
            ImportFormat format = ImportFormats.all().stream()
                    .filter(candidate -> candidate.kind().equals(kind))
                    .findFirst()
                    .orElseThrow();
            UploadSource source = source(bytes);
            format.check(source, options);
            format.read(source, options, collected);
            return collected;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static UploadSource source(byte[] bytes) {
        Map<String, MapSpool> spools = new HashMap<>();
        return new UploadSource(
                () -> new ByteArrayInputStream(bytes),
                "file",
                LIMITS,
                position -> {},
                name -> spools.computeIfAbsent(name, any -> new MapSpool()));
    }

    public static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    public static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    public List<ImportItem> items() {
        return items;
    }

    List<ObjectNode> entities(EntityType type) {
        return items.stream()
                .filter(item -> item instanceof Entity entity && entity.type() == type)
                .map(item -> ((Entity) item).json())
                .toList();
    }

    ObjectNode only(EntityType type) {
        List<ObjectNode> found = entities(type);
        if (found.size() != 1) {
            throw new AssertionError("There are " + found.size() + " " + type + ", not one: " + found);
        }
        return found.getFirst();
    }

    List<String> refusals() {
        return items.stream()
                .filter(Refusal.class::isInstance)
                .map(Refusal.class::cast)
                .map(refusal ->
                        refusal.line() + " " + refusal.column() + " " + refusal.value() + " " + refusal.reason())
                .toList();
    }

    List<String> remarks() {
        return items.stream()
                .filter(Entity.class::isInstance)
                .flatMap(item -> ((Entity) item).remarks().stream())
                .toList();
    }

    /** Lines accounted for in one way or another. */
    public long lines() {
        return items.stream()
                .mapToLong(item -> switch (item) {
                    case Entity entity -> entity.lines().length;
                    case Refusal refusal -> 1;
                    case Used used -> used.lines();
                })
                .sum();
    }

    private static final class MapSpool implements ImportSource.Spool {

        private final Map<String, String> values = new HashMap<>();

        @Override
        public void put(String key, String value) {
            values.putIfAbsent(key, value);
        }

        @Override
        public Map<String, String> get(Collection<String> keys) {
            Map<String, String> found = new HashMap<>();
            for (String key : keys) {
                @Nullable String value = values.get(key);
                if (value != null) {
                    found.put(key, value);
                }
            }
            return found;
        }
    }
}
