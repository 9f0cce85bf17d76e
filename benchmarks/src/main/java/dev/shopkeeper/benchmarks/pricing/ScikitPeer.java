package dev.shopkeeper.benchmarks.pricing;

import dev.shopkeeper.pricing.regression.ColumnRule;
import dev.shopkeeper.pricing.regression.ElasticNet;
import dev.shopkeeper.pricing.regression.Observations;
import dev.shopkeeper.pricing.regression.Penalty;
import dev.shopkeeper.pricing.regression.RegressionFit;
import dev.shopkeeper.pricing.regression.SolverSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One fit by the product and by scikit-learn: the same rows, penalty and tolerance, which both take as a share of the
 * target's squares that the duality gap must not exceed (scikit-learn looks at the gap only once coefficients have settled to
 * as small a share). Both begin with raw columns, check and standardise them; processor time on one thread, the median of
 * several fits after some that do not count.
 */
final class ScikitPeer {

    private static final int WARM_UP = 30;
    private static final int FITS = 15;
    private static final double TOLERANCE = 1e-10;
    private static final Path SCRIPT = Path.of("benchmarks", "peers", "elastic_net_fit.py");

    private ScikitPeer() {}

    /** Figures, or what is missing. */
    static Map<String, Object> compare(List<String> names, double[][] rows, double[] target, Penalty penalty)
            throws IOException {
        Path file = Files.createTempFile("elastic-net", ".bin");
        try {
            write(file, rows, target);
            Process peer;
            try {
                peer = new ProcessBuilder(
                                python(),
                                SCRIPT.toString(),
                                file.toString(),
                                Integer.toString(rows.length),
                                Integer.toString(names.size()),
                                Double.toString(penalty.alpha()),
                                Double.toString(penalty.mix()),
                                Double.toString(TOLERANCE),
                                Integer.toString(FITS))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                return Map.of("skipped", "the peer cannot be started: " + e.getMessage());
            }
            try (BufferedReader reader = peer.inputReader(StandardCharsets.UTF_8)) {
                String version = reader.readLine();
                if (version == null) {
                    return Map.of("skipped", python() + " has no scikit-learn. Maybe install python3-sklearn?");
                }
                return figures(version, reader.lines().toList(), names, rows, target, penalty);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static Map<String, Object> figures(
            String version,
            List<String> answers,
            List<String> names,
            double[][] rows,
            double[] target,
            Penalty penalty) {
        List<ColumnRule> rules = Collections.nCopies(names.size(), ColumnRule.PENALISED);
        SolverSettings settings = new SolverSettings(true, TOLERANCE, 1_000_000);
        double[] seconds = new double[FITS];
        for (int i = -WARM_UP; i < FITS; i++) {
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            new ElasticNet(Observations.of(names, rows, target), rules, settings).fit(penalty);
            if (i >= 0) {
                seconds[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e9;
            }
        }
        ElasticNet net = new ElasticNet(Observations.of(names, rows, target), rules, settings);
        RegressionFit ours = net.fit(penalty);
        double objective = net.objective(ours);
        double time = Figures.median(seconds);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows", rows.length);
        figures.put("columns", names.size());
        figures.put("alpha", penalty.alpha());
        figures.put("mix", penalty.mix());
        figures.put("tolerance", TOLERANCE);
        figures.put("objective", objective);
        figures.put("selected", ours.selected().length);
        figures.put("sweeps", ours.sweeps());
        figures.put("milliseconds", 1000 * time);
        figures.put("scikit_learn", version);
        double fastest = Double.POSITIVE_INFINITY;
        for (String answer : answers) {
            String[] words = answer.split(" ");
            double[] numbers = Arrays.stream(words)
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            RegressionFit theirs = new RegressionFit(
                    names,
                    numbers[2],
                    Arrays.copyOfRange(numbers, 3, numbers.length),
                    penalty,
                    List.of(),
                    (int) numbers[1],
                    Double.NaN);
            double other = net.objective(theirs);
            fastest = Math.min(fastest, numbers[0]);
            Map<String, Object> peer = new LinkedHashMap<>();
            peer.put("milliseconds", 1000 * numbers[0]);
            peer.put("sweeps", theirs.sweeps());
            peer.put("selected", theirs.selected().length);
            peer.put("objective_above_ours", (other - objective) / objective);
            peer.put("largest_difference_of_coefficients", largestDifference(ours, theirs));
            figures.put("scikit_learn_from_" + words[0], peer);
        }
        figures.put("time_by_fastest_scikit_learn", Figures.rounded(time / fastest));
        return figures;
    }

    private static double largestDifference(RegressionFit ours, RegressionFit theirs) {
        double largest = 0;
        for (int j = 0; j < ours.coefficients().length; j++) {
            largest = Math.max(largest, Math.abs(ours.coefficients()[j] - theirs.coefficients()[j]));
        }
        return largest;
    }

    private static void write(Path file, double[][] rows, double[] target) throws IOException {
        ByteBuffer column = ByteBuffer.allocate(8 * rows.length).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int j = 0; j <= rows[0].length; j++) {
                column.clear();
                for (int i = 0; i < rows.length; i++) {
                    column.putDouble(j < rows[0].length ? rows[i][j] : target[i]);
                }
                out.write(column.array());
            }
        }
    }

    /** The first python that has scikit-learn: Debian's own, whatever else is on the path. */
    private static String python() {
        return Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
    }
}
