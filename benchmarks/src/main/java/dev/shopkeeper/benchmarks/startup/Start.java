package dev.shopkeeper.benchmarks.startup;

import dev.shopkeeper.benchmarks.platform.ProcessMemory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One start of a platform and what it took.
 *
 * @param processorSeconds user and system time of all of its processes until all applications were ready
 * @param othersSeconds processor time that the rest of the machine took meanwhile
 * @param wallSeconds from the command on
 * @param idle some time after it was ready
 */
record Start(double processorSeconds, double othersSeconds, double wallSeconds, ProcessMemory idle) {

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("processor_seconds", rounded(processorSeconds));
        figures.put("others_processor_seconds", rounded(othersSeconds));
        figures.put("ready_seconds", rounded(wallSeconds));
        figures.put("idle_mebibytes", idle.mebibytes());
        figures.put("idle_memory", idle.proportional() ? "pss" : "rss");
        return figures;
    }

    /** Means of one side divided by those of the other: below 1, the one takes less. */
    static Map<String, Object> ratios(List<Start> ones, List<Start> others) {
        Map<String, Object> ratios = new LinkedHashMap<>();
        ratios.put("processor", ratio(ones, others, Start::processorSeconds));
        ratios.put("ready", ratio(ones, others, Start::wallSeconds));
        ratios.put("idle_memory", ratio(ones, others, start -> start.idle().kibibytes()));
        return ratios;
    }

    private static double ratio(List<Start> ones, List<Start> others, ToDoubleFunction<Start> figure) {
        return Math.round(1000 * mean(ones, figure) / mean(others, figure)) / 1000.0;
    }

    private static double mean(Collection<Start> starts, ToDoubleFunction<Start> figure) {
        return starts.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
