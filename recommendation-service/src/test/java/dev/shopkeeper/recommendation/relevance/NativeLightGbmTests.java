package dev.shopkeeper.recommendation.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLightGbmTests {

    @Test
    void leavesNothingWhereAnotherProcessMightTakeItsLibrary(@TempDir Path temporary) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loading.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("temporary files are in " + temporary).contains(temporary + "/lightgbm");
        assertThat(temporary).isEmptyDirectory();
    }

    /** Loads in a process of its own. */
    static final class Loading {

        private Loading() {}

        public static void main(String[] args) {
            NativeLightGbm.load();
            NativeLightGbm.load();
            System.out.println("temporary files are in " + System.getProperty("java.io.tmpdir"));
        }
    }
}
