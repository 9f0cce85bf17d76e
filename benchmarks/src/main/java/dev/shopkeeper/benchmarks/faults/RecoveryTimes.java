package dev.shopkeeper.benchmarks.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Seconds from each kill until the victim was itself again. Not thread-safe. */
final class RecoveryTimes {

    private static final double PROMISED_SECONDS = 30;

    private final Map<String, List<Double>> byVictim = new TreeMap<>();
    private final Map<String, Integer> never = new TreeMap<>();

    void recovered(String victim, double seconds) {
        byVictim.computeIfAbsent(victim, name -> new ArrayList<>()).add(seconds);
    }

    /** It was waited for as long as the bench waits. */
    void notRecovered(String victim) {
        never.merge(victim, 1, Integer::sum);
    }

    /** How often each was killed. */
    Map<String, Integer> kills() {
        Map<String, Integer> kills = new TreeMap<>(never);
        byVictim.forEach((victim, times) -> kills.merge(victim, times.size(), Integer::sum));
        return kills;
    }

    Map<String, Object> figures() {
        double[] all = byVictim.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        long given = never.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("recovered", all.length);
        figures.put("not_recovered_while_waited_for", given);
        figures.put("median_seconds", all.length == 0 ? null : tenths(median(all)));
        figures.put("max_seconds", all.length == 0 ? null : tenths(all[all.length - 1]));
        figures.put(
                "above_30_seconds",
                given
                        + Arrays.stream(all)
                                .filter(time -> time > PROMISED_SECONDS)
                                .count());
        Map<String, Object> victims = new LinkedHashMap<>();
        byVictim.forEach((victim, times) ->
                victims.put(victim, times.stream().map(RecoveryTimes::tenths).toList()));
        figures.put("seconds_by_victim", victims);
        return figures;
    }

    /** Of an even number, the mean of the two in the middle. */
    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
