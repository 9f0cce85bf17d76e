package dev.shopkeeper.benchmarks.membership;

import dev.shopkeeper.membership.clustering.KMeans;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One K-Means by the product and by scikit-learn on the same rows, from as many starts; processor time on one thread, the
 * median of several fits after some that do not count.
 */
final class KMeansPeer {

    private static final int WARM_UP = 20;
    private static final int FITS = 11;
    private static final Path SCRIPT = Path.of("benchmarks", "peers", "kmeans_fit.py");

    private KMeansPeer() {}

    /** Figures, or what is missing. */
    static Map<String, Object> compare(double[][] rows, int groups, int starts, long seed) throws IOException {
        double[] seconds = new double[FITS];
        double inertia = 0;
        for (int i = -WARM_UP; i < FITS; i++) {
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            inertia = KMeans.fit(rows, groups, starts, seed).inertia();
            if (i >= 0) {
                seconds[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e9;
            }
        }
        Arrays.sort(seconds);
        double time = seconds[FITS / 2];
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows", rows.length);
        figures.put("columns", rows[0].length);
        figures.put("groups", groups);
        figures.put("starts", starts);
        figures.put("inertia", inertia);
        figures.put("milliseconds", 1000 * time);
        Path file = Files.createTempFile("k-means", ".bin");
        try {
            write(file, rows);
            Process peer = new ProcessBuilder(
                            python(),
                            SCRIPT.toString(),
                            file.toString(),
                            Integer.toString(rows.length),
                            Integer.toString(rows[0].length),
                            Integer.toString(groups),
                            Integer.toString(starts),
                            Integer.toString(FITS))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader reader = peer.inputReader(StandardCharsets.UTF_8)) {
                List<String> lines = reader.lines().toList();
                if (lines.isEmpty()) {
                    figures.put("scikit_learn", "skipped: " + python() + " has none. Maybe install python3-sklearn?");
                    return figures;
                }
                figures.put("scikit_learn", lines.getFirst());
                double fastest = Double.POSITIVE_INFINITY;
                for (String line : lines.subList(1, lines.size())) {
                    String[] words = line.split(" ");
                    double theirs = Double.parseDouble(words[1]);
                    double other = Double.parseDouble(words[2]);
                    fastest = Math.min(fastest, theirs);
                    figures.put(
                            "scikit_learn_" + words[0],
                            Map.of("milliseconds", 1000 * theirs, "inertia_above_ours", (other - inertia) / inertia));
                }
                figures.put("time_by_fastest_scikit_learn", MembershipBench.rounded(time / fastest));
            }
        } catch (IOException e) {
            figures.put("scikit_learn", "skipped: the peer cannot be started: " + e.getMessage());
        } finally {
            Files.delete(file);
        }
        return figures;
    }

    private static void write(Path file, double[][] rows) throws IOException {
        ByteBuffer row = ByteBuffer.allocate(8 * rows[0].length).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(file))) {
            for (double[] values : rows) {
                row.clear();
                for (double value : values) {
                    row.putDouble(value);
                }
                out.write(row.array());
            }
        }
    }

    /** The first python that has scikit-learn: Debian's own, whatever else is on the path. */
    private static String python() {
        return Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
    }
}
