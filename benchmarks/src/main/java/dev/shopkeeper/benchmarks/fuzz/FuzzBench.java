package dev.shopkeeper.benchmarks.fuzz;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.platform.Platform;
import dev.shopkeeper.testing.fuzz.ApiFuzzer;
import dev.shopkeeper.testing.fuzz.FuzzOptions;
import dev.shopkeeper.testing.fuzz.FuzzReport;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.PoisonEvents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fuzzes every operation as an admin; findings are described on the error output.
 *
 * <p>Options: {@code seed}, {@code requests} an operation (100), {@code dead-letters} (6) that are made for each service beforehand,
 * since nobody can make one over the API.
 */
public final class FuzzBench implements BenchCase {

    @Override
    @SuppressWarnings("SystemOut") // the findings are for the person who runs it
    public Map<String, Object> run(BenchOptions options) {
        Platform platform = Platform.of(options);
        FuzzOptions fuzz = FuzzOptions.of(
                        platform.gateway().toString(), Map.of("X-API-Key", platform.adminKey()), options.seed())
                .requests(options.number("requests", 100));
        try (KafkaProbe kafka = new KafkaProbe(platform.bootstrapServers())) {
            PoisonEvents.send(kafka, options.number("dead-letters", 6));
        }
        FuzzReport report = ApiFuzzer.ofUrl("/v3/api-docs", fuzz).run();
        if (!report.findings().isEmpty()) {
            System.err.println(report.describe());
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("operations", report.operations());
        figures.put("requests", report.requests());
        figures.put("statuses", new TreeMap<>(report.statuses()));
        figures.put("succeeded", report.succeeded());
        figures.put("never_succeeded", report.neverSucceeded());
        figures.put("findings", report.findings().size());
        return figures;
    }
}
