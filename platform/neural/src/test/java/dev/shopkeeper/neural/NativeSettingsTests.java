package dev.shopkeeper.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** In processes of their own, since limits and folders of native libraries count from the start of a JVM. */
class NativeSettingsTests {

    /** The JVM's own code under {@code -XX:+ExitOnOutOfMemoryError}, by which a trainer's end is told. */
    private static final int OUT_OF_MEMORY = 3;

    @TempDir
    private Path folder;

    private record End(int code, String output) {}

    private End run(Class<?> main, long megabytes) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xmx256m",
                "-XX:+UseParallelGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + folder));
        // The cache that these tests share with all others: 400 MB need not be unpacked for each.
        words.addAll(NativeSettings.flags(Loader.getCacheDir().toPath(), megabytes));
        words.add(main.getName());
        Path output = Files.createTempFile("native-settings", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("TMPDIR", folder.toString());
        int code = builder.start().waitFor();
        String said = Files.readString(output);
        Files.delete(output);
        return new End(code, said);
    }

    @Test
    void aTrainerComputesAndUnpacksNothingIntoItsTemporaryFiles() throws IOException, InterruptedException {
        End end = run(Trains.class, 2048);

        assertThat(end.code()).as(end.output()).isZero();
        assertThat(end.output()).contains("limit " + 2048L * 1024 * 1024).contains("network ");
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.map(Path::toFile)
                            .filter(File::isFile)
                            .mapToLong(File::length)
                            .sum())
                    .as("bytes in the temporary folder")
                    .isLessThan(1 << 20);
        }
    }

    @Test
    void aSecondProcessLearnsTheSameBytes() throws IOException, InterruptedException {
        End first = run(Trains.class, 2048);
        End second = run(Trains.class, 2048);

        assertThat(network(second)).isEqualTo(network(first)).hasSizeGreaterThan(100);
    }

    private static String network(End end) {
        return end.output()
                .lines()
                .filter(line -> line.startsWith("network "))
                .findFirst()
                .orElse("");
    }

    @Test
    void beyondItsLimitATrainerEndsAsOneThatRanOutOfMemory() throws IOException, InterruptedException {
        End end = run(TakesTooMuch.class, 700);

        assertThat(end.code()).as(end.output()).isEqualTo(OUT_OF_MEMORY);
        // Of the native side: of the heap next to nothing was taken.
        assertThat(end.output()).contains("OutOfMemoryError").contains("physicalBytes");
    }

    @Test
    void refusesALimitThatLacksItsUnit() {
        assertThatThrownBy(() -> NativeSettings.flags(folder, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The limit of memory is 2 MB");
    }

    /** Trains a small network, and tells its bytes and the limit. */
    static final class Trains {

        public static void main(String[] arguments) {
            float[][][] inputs = new float[20][5][2];
            float[][][] targets = new float[20][5][1];
            float[][] weights = new float[20][5];
            for (int n = 0; n < 20; n++) {
                for (int t = 0; t < 5; t++) {
                    inputs[n][t][0] = (float) Math.sin(n + t);
                    inputs[n][t][1] = (float) Math.cos(3 * n - t);
                    targets[n][t][0] = inputs[n][t][0] * inputs[n][t][1];
                    weights[n][t] = 1;
                }
            }
            Sequences sequences = new Sequences(inputs, targets, weights);
            LstmOptions options = new LstmOptions(4, 1, 2, 8, 0.01, 1, 0, 1, 2, List.of(), 1);
            LstmFit fit = new LstmTraining(options).train(sequences, sequences, done -> {});
            System.out.println("limit " + Pointer.maxPhysicalBytes());
            System.out.println(
                    "network " + HexFormat.of().formatHex(fit.network().bytes()));
        }
    }

    /** Ends as {@code TrainerMain} does. */
    static final class TakesTooMuch {

        public static void main(String[] arguments) {
            List<INDArray> kept = new ArrayList<>();
            try {
                for (int i = 0; i < 100; i++) {
                    INDArray array = Nd4j.create(16L << 20);
                    array.assign(i);
                    kept.add(array);
                }
                System.out.println("took all of " + kept.size());
            } catch (OutOfMemoryError e) {
                System.err.println(e);
                Runtime.getRuntime().halt(OUT_OF_MEMORY);
            }
        }
    }
}
