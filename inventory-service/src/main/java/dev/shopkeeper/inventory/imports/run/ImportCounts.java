package dev.shopkeeper.inventory.imports.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the lines so far; {@code lines = imported + refused} at any time. Mutable, one owner.
 *
 * <p>{@code unchanged} counts entities that changed nothing where they were sent, as far as that is told; their lines are
 * imported ones. {@code entities} counts those accepted, {@code remarks} what was put right on the way.
 */
public final class ImportCounts {

    private long lines;
    private long imported;
    private long refused;
    private long unchanged;
    private long errors;
    private final Map<String, Long> byReason;
    private final Map<String, Long> entities;
    private final Map<String, Long> remarks;

    /** All of it as a value, as it is stored and answered. */
    public record Snapshot(
            long lines,
            long imported,
            long refused,
            long unchanged,
            long errors,
            Map<String, Long> byReason,
            Map<String, Long> entities,
            Map<String, Long> remarks) {

        public static final Snapshot EMPTY = new Snapshot(0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of());
    }

    public ImportCounts(Snapshot snapshot) {
        lines = snapshot.lines();
        imported = snapshot.imported();
        refused = snapshot.refused();
        unchanged = snapshot.unchanged();
        errors = snapshot.errors();
        byReason = new TreeMap<>(snapshot.byReason());
        entities = new TreeMap<>(snapshot.entities());
        remarks = new TreeMap<>(snapshot.remarks());
    }

    public Snapshot snapshot() {
        return new Snapshot(
                lines,
                imported,
                refused,
                unchanged,
                errors,
                new TreeMap<>(byReason),
                new TreeMap<>(entities),
                new TreeMap<>(remarks));
    }

    void imported(long count) {
        lines += count;
        imported += count;
    }

    void refused(String reason, long count) {
        if (count > 0) {
            lines += count;
            refused += count;
            byReason.merge(reason, count, Long::sum);
        }
    }

    void accepted(String listName) {
        entities.merge(listName, 1L, Long::sum);
    }

    void unchanged(long count) {
        unchanged += count;
    }

    void remark(String name) {
        remarks.merge(name, 1L, Long::sum);
    }

    /** The number of the next error, from 0. */
    long nextError() {
        return errors++;
    }
}
