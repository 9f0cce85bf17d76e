package dev.shopkeeper.inventory.forecast.expert;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.inventory.forecast.expert.SeasonalArima.Estimate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The product's ARIMA estimates beside those of statsmodels, of the same models on the same series in the same run. */
public final class ArimaPeer {

    private static final int REPETITIONS = 3;

    private ArimaPeer() {}

    /**
     * Compares, on the orders that the product chooses for each series.
     *
     * @param script of the peer
     * @param python that has statsmodels
     * @return figures, or what is missing
     */
    public static Map<String, Object> compare(List<double[]> histories, int period, Path script, String python)
            throws IOException {
        List<Estimate> chosen = new ArrayList<>();
        for (double[] history : histories) {
            Estimate estimate = SeasonalArima.chosen(history, period);
            if (estimate != null) {
                chosen.add(estimate);
            }
        }
        Process peer = new ProcessBuilder(python, script.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        double within = 0;
        double worst = 0;
        double ours = 0;
        double theirs = 0;
        int better = 0;
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Writer writer = new OutputStreamWriter(peer.getOutputStream(), StandardCharsets.UTF_8);
                BufferedReader reader = peer.inputReader(StandardCharsets.UTF_8)) {
            String hello = reader.readLine();
            if (hello == null) {
                return Map.of("skipped", python + " has no statsmodels. Maybe install python3-statsmodels?");
            }
            figures.put("peer", EventJson.mapper().readTree(hello));
            for (Estimate estimate : chosen) {
                writer.write(EventJson.mapper().writeValueAsString(estimate.description()) + "\n");
                writer.flush();
                JsonNode answer = EventJson.mapper().readTree(reader.readLine());
                double difference = answer.path("log_likelihood").asDouble() - estimate.logLikelihood();
                worst = Math.max(worst, difference);
                within += difference <= 1e-3 ? 1 : 0;
                better += difference < -1e-3 ? 1 : 0;
                theirs += answer.path("seconds").asDouble();
                ours += seconds(estimate);
            }
        }
        figures.put("models", chosen.size());
        figures.put("within_0.001_or_likelier", within / chosen.size());
        figures.put("likelier_than_peer", better);
        figures.put("most_below_peer", worst);
        figures.put("milliseconds_a_fit", 1000 * ours / chosen.size());
        figures.put("peer_milliseconds_a_fit", 1000 * theirs / chosen.size());
        figures.put("times_as_fast", theirs / ours);
        return figures;
    }

    /** Processor time of one fit, the least of a few. */
    private static double seconds(Estimate estimate) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < REPETITIONS; i++) {
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            @Nullable Estimate again = estimate.again();
            if (again == null) {
                throw new IllegalStateException("A model that was estimated cannot be estimated again");
            }
            least = Math.min(least, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began);
        }
        return least / 1e9;
    }

    /** The first python that has statsmodels: Debian's own, whatever else is on the path. */
    public static String python() {
        return Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
    }
}
