package dev.shopkeeper.inventory.replenishment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run did.
 *
 * @param places items at locations that were looked at
 * @param failed of them, for how many no decision came about
 * @param failures the first of these, with why
 */
public record RunReport(
        long places,
        long proposed,
        long replaced,
        long cancelled,
        long unchanged,
        long withheld,
        long notDue,
        long failed,
        List<Failure> failures) {

    static final RunReport EMPTY = new RunReport(0, 0, 0, 0, 0, 0, 0, 0, List.of());

    public RunReport {
        failures = List.copyOf(failures);
    }

    /**
     * An item for which no decision came about; the others were not kept from theirs.
     *
     * @param locationId absent where the item as such is at fault
     */
    public record Failure(String itemId, @Nullable String locationId, String message) {}
}
