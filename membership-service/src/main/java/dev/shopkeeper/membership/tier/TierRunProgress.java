package dev.shopkeeper.membership.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a run over all members has got: what a later attempt goes on from. It is stored in the transaction that gave the
 * tiers it tells of, so nobody is counted twice or left out.
 *
 * @param last the last member who was looked at; empty before the first
 * @param failures the first members for whom no tier could be worked out
 */
record TierRunProgress(
        String modelVersion,
        String last,
        long members,
        long raised,
        long lowered,
        long failed,
        List<TierRunReport.Failure> failures,
        TierRunReport.@Nullable Followed followed) {

    private static final int MOST_FAILURES = 100;

    TierRunProgress {
        failures = List.copyOf(failures);
    }

    static TierRunProgress begin(String modelVersion, TierRunReport.@Nullable Followed followed) {
        return new TierRunProgress(modelVersion, "", 0, 0, 0, 0, List.of(), followed);
    }

    /** This and a page more. */
    TierRunProgress and(String lastOfPage, int more, int up, int down, List<TierRunReport.Failure> failing) {
        List<TierRunReport.Failure> shown = new ArrayList<>(failures);
        shown.addAll(failing.subList(0, Math.min(failing.size(), MOST_FAILURES - shown.size())));
        return new TierRunProgress(
                modelVersion,
                lastOfPage,
                members + more,
                raised + up,
                lowered + down,
                failed + failing.size(),
                shown,
                followed);
    }

    TierRunReport report(Map<String, Long> tiers) {
        return new TierRunReport(modelVersion, members, tiers, raised, lowered, failed, failures, followed);
    }
}
