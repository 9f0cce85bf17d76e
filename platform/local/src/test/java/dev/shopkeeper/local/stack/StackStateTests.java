package dev.shopkeeper.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.local.StackHome;
import dev.shopkeeper.local.stack.StackState.ProcessState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTests {
    private final ProcessHandle self = ProcessHandle.current();

    @TempDir
    private Path folder;

    @Test
    void isReadAsItWasWritten() throws IOException {
        StackHome home = new StackHome(folder);
        home.create();
        StackState state = state(self.pid(), self.info().startInstant().orElseThrow());

        state.write(home);

        assertThat(StackState.read(home.stateFile())).contains(state);
        assertThat(home.pids().resolve("kafka.pid")).hasContent(self.pid() + "\n");
    }

    @Test
    void doesNotTakeAnotherProcessWithTheSameNumberForItsOwn() {
        StackState stale = state(self.pid(), Instant.EPOCH);

        assertThat(stale.running()).isFalse();
        assertThat(stale.processes().getFirst().alive()).isEmpty();
    }

    @Test
    void isAbsentWhenTheFileIsHalfWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("state.json"), "{\"launcher_pid\": 12");

        assertThat(StackState.read(file)).isEmpty();
    }

    private static StackState state(long pid, Instant startedAt) {
        return new StackState(
                pid,
                startedAt,
                "127.0.0.1:19092",
                "jdbc:postgresql://127.0.0.1:15432/",
                List.of(new ProcessState("kafka", pid, startedAt, "READY", 19092, "4.2.1", 0, "kafka.log")));
    }
}
