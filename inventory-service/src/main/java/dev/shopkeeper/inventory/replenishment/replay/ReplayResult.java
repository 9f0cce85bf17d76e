package dev.shopkeeper.inventory.replenishment.replay;

import java.util.List;

/** What came of a replay, and bucket by bucket how. */
public record ReplayResult(ReplaySummary summary, List<ReplayStep> path) {

    public ReplayResult {
        path = List.copyOf(path);
    }
}
