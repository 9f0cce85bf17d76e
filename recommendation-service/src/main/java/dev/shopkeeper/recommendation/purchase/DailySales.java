package dev.shopkeeper.recommendation.purchase;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what a batch changes in the sales of each day and item, in the order in which rows are to be locked. */
final class DailySales {

    private final Map<LocalDate, Map<String, long[]>> sums = new TreeMap<>();

    /** @param sign 1 for what the line says now, -1 for what it said before */
    void add(PurchaseLine line, int sign) {
        long[] sum = sums.computeIfAbsent(line.day(), ignored -> new TreeMap<>())
                .computeIfAbsent(line.key().itemId(), ignored -> new long[3]);
        sum[0] += sign * line.units();
        sum[1] += sign * line.cancelledUnits();
        sum[2] += sign * line.returnedUnits();
    }

    /** What differs from nothing, by day and item. */
    List<Delta> deltas() {
        return sums.entrySet().stream()
                .flatMap(day -> day.getValue().entrySet().stream()
                        .map(item -> new Delta(
                                day.getKey(),
                                item.getKey(),
                                item.getValue()[0],
                                item.getValue()[1],
                                item.getValue()[2])))
                .filter(delta -> delta.ordered() != 0 || delta.cancelled() != 0 || delta.returned() != 0)
                .toList();
    }

    record Delta(LocalDate day, String itemId, long ordered, long cancelled, long returned) {}
}
