package dev.shopkeeper.benchmarks.serving;

import dev.shopkeeper.benchmarks.decisions.Latencies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What became of a number of requests. Filled by one thread. */
final class Load {

    private final Latencies latencies = new Latencies();
    private final Map<Integer, Integer> refused = new TreeMap<>();
    private int answers;
    private int degraded;
    private int unanswered;
    private int mostLate;
    private double seconds;
    private double processorSeconds;

    /** @param nanos from when it was due or sent */
    void answered(int status, boolean isDegraded, long nanos) {
        latencies.add(nanos);
        if (status == 200) {
            answers++;
            degraded += isDegraded ? 1 : 0;
        } else {
            refused.merge(status, 1, Integer::sum);
        }
    }

    void unanswered(int requests) {
        unanswered += requests;
    }

    /** How many were due and not yet sent, since all connections waited for answers. */
    void late(int requests) {
        mostLate = Math.max(mostLate, requests);
    }

    void ended(double afterSeconds, double ownProcessorSeconds) {
        seconds = afterSeconds;
        processorSeconds = ownProcessorSeconds;
    }

    /** Those with status 200, degraded ones included. */
    int answers() {
        return answers;
    }

    double answersASecond() {
        return answers / seconds;
    }

    double seconds() {
        return seconds;
    }

    Latencies latencies() {
        return latencies;
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>(latencies.count() == 0 ? Map.of() : latencies.figures());
        figures.put("answers", answers);
        figures.put("degraded", degraded);
        figures.put("refused_by_status", refused);
        figures.put("unanswered", unanswered);
        figures.put("most_late_at_once", mostLate);
        figures.put("seconds", Figures.rounded(seconds));
        figures.put("load_generator_processor_seconds", Figures.rounded(processorSeconds));
        return figures;
    }
}
