package dev.shopkeeper.learning.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class TrainerCommandTests {

    private static final List<String> OF_A_LIGHT_SERVICE = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:AOTCache=/somewhere/order.aot",
            "-Xmx256m",
            "-Djava.io.tmpdir=/spool",
            "-Dcom.sun.management.jmxremote.port=9010",
            "-Duser.timezone=UTC",
            "-Dsaid=\"a b\"\\c");

    @TempDir
    private Path folder;

    private static TrainerSettings settings(int nice) {
        return new TrainerSettings(
                true, DataSize.ofGigabytes(2), List.of("-XX:+UseZGC"), nice, 1, 2, Duration.ofSeconds(3));
    }

    @Test
    void givesTheTrainerItsOwnLimitAndAllCompilersAndNoCacheOfTheService() {
        List<String> flags = new TrainerCommand(settings(10), OF_A_LIGHT_SERVICE).flags(folder);

        assertThat(flags)
                .contains("-Xmx2048m", "-XX:+ExitOnOutOfMemoryError", "-Djava.io.tmpdir=" + folder)
                .contains("-Duser.timezone=UTC")
                .doesNotContain("-XX:TieredStopAtLevel=1", "-Xmx256m", "-Djava.io.tmpdir=/spool")
                .noneMatch(flag -> flag.contains("AOT") || flag.contains("jmxremote"))
                .endsWith("-XX:+UseZGC");
    }

    @Test
    void keepsFlagsOffTheCommandLine() throws IOException {
        List<String> words = new TrainerCommand(settings(0), OF_A_LIGHT_SERVICE)
                .words(folder, TrainerCommandTests.class, List.of("run"));

        assertThat(words)
                .containsExactly(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + folder.resolve("jvm-flags"),
                        TrainerCommandTests.class.getName(),
                        "run");
    }

    @Test
    void isRunByTheSystemAtALowerPriorityWithItsPropertiesAsTheyWere() throws IOException, InterruptedException {
        TrainerSettings settings =
                new TrainerSettings(true, DataSize.ofMegabytes(64), List.of(), 7, 1, 2, Duration.ofSeconds(3));
        List<String> words = new TrainerCommand(settings, OF_A_LIGHT_SERVICE).words(folder, Said.class, List.of("run"));
        Path output = folder.resolve("output");

        int code = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();

        String said = Files.readString(output);
        assertThat(code).as(said).isZero();
        assertThat(said).contains("said=\"a b\"\\c").contains("tmpdir=" + folder);
        if (Files.exists(Path.of("/proc/self/stat"))) {
            assertThat(said).contains("nice=7");
        }
    }

    /** Says what it was given. */
    static final class Said {

        public static void main(String[] arguments) throws IOException {
            System.out.println("said=" + System.getProperty("said"));
            System.out.println("tmpdir=" + System.getProperty("java.io.tmpdir"));
            Path stat = Path.of("/proc/self/stat");
            if (Files.exists(stat)) {
                String fields = Files.readString(stat);
                System.out.println(
                        "nice=" + fields.substring(fields.lastIndexOf(')') + 2).split(" ")[16]);
            }
        }
    }
}
