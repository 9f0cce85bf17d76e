package dev.shopkeeper.learning.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class TrainerEndTests {

    private static final TrainerSettings SETTINGS =
            new TrainerSettings(true, DataSize.ofGigabytes(1), List.of(), 10, 1, 2, Duration.ofSeconds(3));

    private static String words(int code, String... last) {
        return TrainerEnd.inWords(code, 42, SETTINGS, List.of(last));
    }

    @Test
    void namesASignalAndWhatToRaise() {
        assertThat(words(137))
                .startsWith("The trainer (process 42) was ended by signal 9 (SIGKILL).")
                .contains("shopkeeper.learning.trainer.max-heap, is 1024 MB");
        assertThat(words(139)).isEqualTo("The trainer (process 42) was ended by signal 11 (SIGSEGV).");
        assertThat(words(160)).contains("signal 32 (unnamed)");
    }

    @Test
    void namesTheLimitOfAHeapThatWasTooSmall() {
        assertThat(words(3, "Terminating due to java.lang.OutOfMemoryError: Java heap space"))
                .contains("its heap limit is 1024 MB")
                .contains("raise shopkeeper.learning.trainer.max-heap")
                .endsWith("Terminating due to java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void namesAnyOtherCodeAndTheLastWords() {
        assertThat(words(1, "Unrecognized VM option 'Fast'", "Error: Could not create the Java Virtual Machine."))
                .isEqualTo("The trainer (process 42) ended with exit code 1. Its last words: Unrecognized VM option"
                        + " 'Fast' | Error: Could not create the Java Virtual Machine.");
        assertThat(words(0)).contains("ended without a result");
    }
}
