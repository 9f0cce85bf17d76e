package dev.shopkeeper.benchmarks.serving;

import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.postgres.PostgresServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One side measured once.
 *
 * @param idleASecond processor seconds a second when nobody asks
 * @param answer processor seconds for one answer of the closed loop, less what is taken when idle
 * @param popularAnswer the same for one of the board of popularity
 * @param peaks MiB resident at most since the start, by application
 * @param othersSeconds processor seconds that the rest of the machine took in the closed loop, the load generator not counted
 * @param answeredBy how many of some answers were made by which model, in front of it the number of their items
 */
record Round(
        ProcessorTimes idleASecond,
        ProcessorTimes answer,
        ProcessorTimes popularAnswer,
        Load closed,
        Load popularClosed,
        Load open,
        Load popularOpen,
        Map<String, Long> peaks,
        double othersSeconds,
        Map<String, Integer> answeredBy) {

    /** Those that take enough for a ratio to mean something. */
    private static final List<String> COMPARED = List.of(
            Application.GATEWAY.module(),
            Application.RECOMMENDATION.module(),
            PostgresServer.NAME,
            ProcessorTimes.TOGETHER);

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("answered_by", answeredBy);
        figures.put("processor_ms_per_answer", millis(answer));
        figures.put("answers_a_second", Figures.rounded(closed.answersASecond()));
        figures.put("closed_loop", closed.figures());
        figures.put("processor_ms_per_popular_answer", millis(popularAnswer));
        figures.put("popular_answers_a_second", Figures.rounded(popularClosed.answersASecond()));
        figures.put("others_on_the_machine_processor_seconds", Figures.rounded(othersSeconds));
        figures.put("idle_processor_ms_a_second", millis(idleASecond));
        figures.put("open_loop", open.figures());
        figures.put("popular_open_loop", popularOpen.figures());
        figures.put("p99_by_popular", Figures.fine(p99(open) / p99(popularOpen)));
        figures.put("peak_resident_mebibytes", peaks);
        return figures;
    }

    /** What is compared between sides, by name. */
    Map<String, Double> compared() {
        Map<String, Double> compared = new LinkedHashMap<>();
        COMPARED.forEach(name -> compared.put("processor_per_answer." + name, answer.of(name)));
        compared.put("answers_a_second", closed.answersASecond());
        COMPARED.forEach(name -> compared.put("processor_per_popular_answer." + name, popularAnswer.of(name)));
        compared.put("open_loop.p50", open.latencies().quantile(0.5));
        compared.put("open_loop.p99", p99(open));
        compared.put("open_loop.max", open.latencies().quantile(1));
        compared.put("popular_open_loop.p99", p99(popularOpen));
        compared.put("open_loop.p99_by_popular", p99(open) / p99(popularOpen));
        new TreeMap<>(peaks).forEach((name, peak) -> compared.put("peak_resident." + name, (double) peak));
        return compared;
    }

    private static double p99(Load load) {
        return load.latencies().quantile(0.99);
    }

    private static Map<String, Double> millis(ProcessorTimes times) {
        Map<String, Double> millis = new LinkedHashMap<>();
        times.seconds().forEach((name, seconds) -> millis.put(name, Figures.fine(seconds * 1e3)));
        return millis;
    }
}
