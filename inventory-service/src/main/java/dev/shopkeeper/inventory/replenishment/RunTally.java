package dev.shopkeeper.inventory.replenishment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what a run does. Not thread-safe. */
final class RunTally {

    private static final int MOST_FAILURES = 1_000;
    private static final int LONGEST_MESSAGE = 500;

    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final List<RunReport.Failure> failures;
    private long places;
    private long failed;

    /** Goes on from what an earlier attempt counted. */
    RunTally(RunReport before) {
        places = before.places();
        failed = before.failed();
        failures = new ArrayList<>(before.failures());
        counts.put(Outcome.PROPOSED, before.proposed());
        counts.put(Outcome.REPLACED, before.replaced());
        counts.put(Outcome.CANCELLED, before.cancelled());
        counts.put(Outcome.UNCHANGED, before.unchanged());
        counts.put(Outcome.WITHHELD, before.withheld());
        counts.put(Outcome.NOT_DUE, before.notDue());
    }

    void did(Outcome outcome) {
        places++;
        counts.merge(outcome, 1L, Long::sum);
    }

    void failed(String itemId, @Nullable String locationId, String message) {
        places++;
        failed++;
        if (failures.size() < MOST_FAILURES) {
            String shown = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
            failures.add(new RunReport.Failure(itemId, locationId, shown));
        }
    }

    long places() {
        return places;
    }

    RunReport report() {
        return new RunReport(
                places,
                count(Outcome.PROPOSED),
                count(Outcome.REPLACED),
                count(Outcome.CANCELLED),
                count(Outcome.UNCHANGED),
                count(Outcome.WITHHELD),
                count(Outcome.NOT_DUE),
                failed,
                failures);
    }

    private long count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }
}
