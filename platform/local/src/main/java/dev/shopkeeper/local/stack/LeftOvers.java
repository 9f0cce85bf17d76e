package dev.shopkeeper.local.stack;

import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.Progress;
import dev.shopkeeper.local.StackHome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Processes of an earlier launcher that was killed. They end by themselves within seconds; stragglers are ended. */
final class LeftOvers {
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final StackHome home;
    private final Progress progress;

    LeftOvers(StackHome home, Progress progress) {
        this.home = home;
        this.progress = progress;
    }

    void end() {
        List<ProcessHandle> left = StackState.read(home.stateFile())
                .filter(state -> !state.running())
                .map(state -> state.processes().stream()
                        .flatMap(process -> process.alive().stream())
                        .collect(Collectors.toList()))
                .orElse(List.of());
        if (left.isEmpty()) {
            return;
        }
        progress.say("Waiting for " + left.size() + " processes of an earlier start that was killed");
        Instant deadline = Instant.now().plus(PATIENCE);
        while (left.stream().anyMatch(ProcessHandle::isAlive)) {
            if (Instant.now().isAfter(deadline)) {
                left.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
                deadline = Instant.now().plus(PATIENCE);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalStackException("Interrupted while waiting for an earlier start to end", e);
            }
        }
    }
}
