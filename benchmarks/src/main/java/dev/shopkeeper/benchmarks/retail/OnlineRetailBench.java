package dev.shopkeeper.benchmarks.retail;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.benchmarks.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Imports UCI Online Retail through the gateway, then compares the import's account, the best sellers and the
 * recommendations with an independent count of the same file.
 *
 * <p>Options: {@code data}, the folder that holds {@code online_retail.csv(.gz)} somewhere below it.
 */
public final class OnlineRetailBench implements BenchCase {

    private static final Set<String> AT_WORK = Set.of("QUEUED", "RUNNING");
    private static final int BOARD = 100;

    @Override
    public Map<String, Object> run(BenchOptions options) throws Exception {
        Path file = RetailFile.in(Path.of(options.text("data", "../shared/data")));
        Platform platform = Platform.of(options);
        GatewayClient gateway = platform.operator();
        RetailCount count = RetailCount.of(file);
        Map<String, Object> figures = new LinkedHashMap<>();

        long start = System.nanoTime();
        JsonNode job = imported(gateway, file);
        double seconds = (System.nanoTime() - start) / 1e9;
        figures.put("import_state", job.path("state").asString("unknown"));
        figures.put("import_seconds", Math.round(seconds));
        figures.put("import_lines_per_second", Math.round(count.lines() / seconds));
        account(figures, job, count);
        figures.put("seconds_until_recommended_from", waitForSales(gateway, count));
        bestSellers(figures, gateway, count);
        new RecommendationCheck(gateway, count)
                .of(options.number("customers", 20))
                .forEach(figures::put);
        return figures;
    }

    private static JsonNode imported(GatewayClient gateway, Path file) throws IOException, InterruptedException {
        GatewayClient.Answer answer =
                gateway.upload("/admin/v1/imports?kind=online-retail&filename=" + file.getFileName(), file);
        if (answer.status() != 202) {
            throw new IllegalStateException("The upload was answered " + answer.status() + " " + answer.text());
        }
        String id = answer.json().path("id").asString();
        JsonNode job = answer.json();
        while (AT_WORK.contains(job.path("state").asString().toUpperCase(java.util.Locale.ROOT))) {
            Thread.sleep(1000);
            job = gateway.get("/admin/v1/imports/" + id).json();
        }
        return job;
    }

    private static void account(Map<String, Object> figures, JsonNode job, RetailCount count) {
        JsonNode counts = job.path("counts");
        Map<String, Long> refused = new TreeMap<>();
        counts.path("by_reason").forEachEntry((reason, times) -> refused.put(reason, times.asLong()));
        long all = counts.path("imported").asLong() + counts.path("refused").asLong();
        figures.put("lines_in_file", count.lines());
        figures.put("lines_accounted_for", all);
        figures.put("lines_imported", counts.path("imported").asLong());
        figures.put("items_known_before", counts.path("unchanged").asLong());
        figures.put("lines_refused", refused);
        figures.put("refusals_agree_with_independent_count", refused.equals(count.refused()));
    }

    /** Kafka carries the orders on: waits until the best item's units agree, at most five minutes. */
    private static double waitForSales(GatewayClient gateway, RetailCount count)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < Duration.ofMinutes(5).toNanos()) {
            if (agreeing(board(gateway), count) == BOARD) {
                break;
            }
            Thread.sleep(500);
        }
        return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    }

    private static void bestSellers(Map<String, Object> figures, GatewayClient gateway, RetailCount count)
            throws IOException, InterruptedException {
        JsonNode board = board(gateway);
        long[] expected = count.bestNetUnits(BOARD);
        int inOrder = 0;
        int rank = 0;
        for (JsonNode item : board) {
            if (rank < expected.length && item.path("units").asLong() == expected[rank]) {
                inOrder++;
            }
            rank++;
        }
        figures.put("best_sellers_compared", BOARD);
        figures.put("best_sellers_with_the_units_of_the_file", agreeing(board, count));
        figures.put("best_seller_ranks_as_in_the_file", inOrder);
    }

    private static JsonNode board(GatewayClient gateway) throws IOException, InterruptedException {
        return gateway.get("/api/v1/best-sellers?from=2010-12-01&to=2011-12-31&limit=" + BOARD)
                .json()
                .path("items");
    }

    private static int agreeing(JsonNode board, RetailCount count) {
        int agreeing = 0;
        for (JsonNode item : board) {
            if (item.path("units").asLong()
                    == count.netUnits(item.path("item_id").asString())) {
                agreeing++;
            }
        }
        return agreeing;
    }
}
