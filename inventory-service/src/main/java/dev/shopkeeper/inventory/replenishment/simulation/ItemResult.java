package dev.shopkeeper.inventory.replenishment.simulation;

import dev.shopkeeper.inventory.replenishment.replay.ReplayStep;
import dev.shopkeeper.inventory.replenishment.replay.ReplaySummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one item, as it is stored until all have come.
 *
 * @param skipped why it was not replayed; the rest is nothing then
 */
record ItemResult(
        @Nullable String skipped,
        ReplaySummary asked,
        ReplaySummary present,
        List<ReplaySummary> curve,
        List<ReplaySummary> presentCurve,
        @Nullable List<ReplayStep> path) {

    static ItemResult skipped(String why) {
        return new ItemResult(why, ReplaySummary.NONE, ReplaySummary.NONE, List.of(), List.of(), null);
    }
}
