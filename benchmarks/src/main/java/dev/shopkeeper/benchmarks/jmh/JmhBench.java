package dev.shopkeeper.benchmarks.jmh;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the micro-benches. Each class has methods {@code product…} and {@code peer…}; a product is compared with every
 * peer of the same ending in the same run, since times of different runs on a shared machine are not comparable.
 *
 * <p>Options: {@code filter}, a regular expression over class and method ({@code Money}); {@code forks} (2), {@code
 * iterations} of one second (3) after as many to warm up.
 */
public final class JmhBench implements BenchCase {

    private static final String OURS = "product";
    private static final String PEER = "peer";

    @Override
    public Map<String, Object> run(BenchOptions options) throws RunnerException {
        int iterations = options.number("iterations", 3);
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev\\.shopkeeper\\..*Jmh\\..*(" + options.text("filter", "")
                                + ")|dev\\.shopkeeper\\..*(" + options.text("filter", "") + ").*Jmh\\.")
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.MICROSECONDS)
                        .forks(options.number("forks", 2))
                        .warmupIterations(iterations)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgs("-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED")
                        .param("seed", Long.toString(options.seed()))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
        return figures(results);
    }

    private static Map<String, Object> figures(Collection<RunResult> results) {
        Map<String, Map<String, Result<?>>> byClass = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            int method = name.lastIndexOf('.');
            String bench = name.substring(name.lastIndexOf('.', method - 1) + 1, method);
            byClass.computeIfAbsent(bench, any -> new TreeMap<>())
                    .put(name.substring(method + 1), result.getPrimaryResult());
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("unit", "microseconds an operation");
        List<Map<String, Object>> benches = new ArrayList<>();
        byClass.forEach((bench, methods) -> {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("name", bench);
            methods.forEach((method, result) -> {
                shown.put(method, rounded(result.getScore()));
                shown.put(method + "_error", rounded(result.getScoreError()));
            });
            methods.forEach((method, result) -> methods.forEach((other, peer) -> {
                if (method.startsWith(OURS)
                        && other.startsWith(PEER)
                        && other.endsWith(method.substring(OURS.length()))) {
                    shown.put(
                            other + "_takes_times_as_long_as_" + method, rounded(peer.getScore() / result.getScore()));
                }
            }));
            benches.add(shown);
        });
        figures.put("benches", benches);
        return figures;
    }

    /** Four significant digits; errors of too few samples are not a number and shown as -1. */
    private static double rounded(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? 0 : -1;
        }
        double scale = Math.pow(10, 3 - Math.floor(Math.log10(Math.abs(value))));
        return Math.round(value * scale) / scale;
    }
}
