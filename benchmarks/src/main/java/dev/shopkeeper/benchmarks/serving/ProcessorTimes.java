package dev.shopkeeper.benchmarks.serving;

import dev.shopkeeper.benchmarks.platform.Platform;
import dev.shopkeeper.benchmarks.platform.ProcessStat;
import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.kafka.KafkaBroker;
import dev.shopkeeper.local.postgres.PostgresServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Processor time, user and system, of the processes that take part in an answer, each with those below it, of all others of the
 * platform, and of all together.
 *
 * @param seconds by name
 */
record ProcessorTimes(Map<String, Double> seconds) {

    static final String OTHERS = "others";
    static final String TOGETHER = "together";

    private static final List<String> NAMED = List.of(
            Application.GATEWAY.module(), Application.RECOMMENDATION.module(), PostgresServer.NAME, KafkaBroker.NAME);

    ProcessorTimes {
        seconds = new LinkedHashMap<>(seconds);
    }

    static ProcessorTimes of(Platform platform, List<ProcessStat> whole) throws IOException {
        List<ProcessStat> all = ProcessStat.all();
        Map<String, Double> seconds = new LinkedHashMap<>();
        double together = ProcessStat.processorSeconds(whole);
        double named = 0;
        for (String name : NAMED) {
            long process = platform.process(name)
                    .orElseThrow(() -> new IllegalStateException(name + " does not run."))
                    .pid();
            double own = ProcessStat.processorSeconds(ProcessStat.tree(process, all));
            named += own;
            seconds.put(name, own);
        }
        seconds.put(OTHERS, Math.max(0, together - named));
        seconds.put(TOGETHER, together);
        return new ProcessorTimes(seconds);
    }

    ProcessorTimes since(ProcessorTimes earlier) {
        return with(earlier, (now, then) -> now - then);
    }

    /** Less what is taken in so many seconds when nobody asks; never below 0. */
    ProcessorTimes less(ProcessorTimes idleASecond, double wallSeconds) {
        return with(idleASecond, (taken, idle) -> Math.max(0, taken - idle * wallSeconds));
    }

    ProcessorTimes dividedBy(double divisor) {
        return with(this, (taken, same) -> taken / divisor);
    }

    double of(String name) {
        return seconds.getOrDefault(name, 0.0);
    }

    private ProcessorTimes with(ProcessorTimes other, BinaryOperator<Double> operator) {
        Map<String, Double> result = new LinkedHashMap<>();
        seconds.forEach((name, value) -> result.put(name, operator.apply(value, other.of(name))));
        return new ProcessorTimes(result);
    }
}
