package dev.shopkeeper.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupTests {

    private final List<String> done = new ArrayList<>();
    private final Cleanup cleanup = new Cleanup();

    @Test
    void undoesTheLatestFirstAndEachOnce() {
        // given
        cleanup.add(() -> done.add("home"));
        cleanup.add(() -> done.add("process"));

        // when
        cleanup.close();
        cleanup.close();

        // then
        assertThat(done).containsExactly("process", "home");
    }

    @Test
    void goesOnWhereAStepFails() {
        // given
        cleanup.add(() -> done.add("home"));
        cleanup.add(() -> {
            throw new IOException("planted");
        });

        // when
        cleanup.close();

        // then
        assertThat(done).containsExactly("home");
    }

    @Test
    void undoesAPartBeforeTheEnd() {
        // given
        cleanup.add(() -> done.add("checkout"));
        int before = cleanup.size();
        cleanup.add(() -> done.add("home"));
        cleanup.add(() -> done.add("process"));

        // when
        cleanup.undoTo(before);

        // then
        assertThat(done).containsExactly("process", "home");
        cleanup.close();
        assertThat(done).last().isEqualTo("checkout");
    }

    @Test
    void undoesAtOnceWhatIsBegunAfterTheEnd() {
        // given
        cleanup.close();

        // then
        assertThatIllegalStateException().isThrownBy(() -> cleanup.add(() -> done.add("process")));
        assertThat(done).containsExactly("process");
    }
}
