package dev.shopkeeper.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTests {
    @TempDir
    private Path folder;

    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final List<Child> children = new ArrayList<>();
    private Guard guard = Guard.start(Path.of("/dev/null"));

    private final Progress progress = new Progress() {
        @Override
        public void say(String message) {}

        @Override
        public void warn(String message) {
            warnings.add(message);
        }
    };

    @BeforeEach
    void setUp() {
        guard.close();
        guard = Guard.start(folder.resolve("guard.log"));
    }

    @AfterEach
    void tearDown() {
        children.forEach(Child::close);
        children.forEach(Child::kill);
        guard.close();
    }

    @Test
    void startsAgainWhatDiesAndSaysWhy() {
        Child child = child("echo the reason; touch ready; exec sleep 100", true);
        child.start();
        long first = child.pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().untilAsserted(() -> assertThat(child.pid()).isPositive().isNotEqualTo(first));
        assertThat(child.restarts()).isEqualTo(1);
        assertThat(warnings.getFirst()).contains("child", "died", "the reason");
    }

    @Test
    void comesBackHoweverOftenItIsKilledOnceItWasReady() {
        Child child = child("touch ready; exec sleep 100", true);
        child.start();

        for (int kill = 1; kill <= 4; kill++) {
            ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
            int restarts = kill;
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> child.restarts() == restarts && child.state() == ChildState.READY);
        }

        assertThat(warnings).hasSize(4).allMatch(warning -> warning.contains("died"));
    }

    @Test
    void isStartedAgainByWhatItsCommandIsThen() {
        AtomicInteger starts = new AtomicInteger();
        Child child = child(
                () -> List.of(
                        "sh",
                        "-c",
                        "rm -f ready; echo start " + starts.incrementAndGet() + "; touch ready; exec sleep 100"),
                true);
        child.start();

        ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();

        await().untilAsserted(() -> assertThat(folder.resolve("child.log")).hasContent("start 1\nstart 2\n"));
    }

    @Test
    void staysDownAfterAKillThatWasAskedFor() {
        Child child = child("touch ready; exec sleep 100", true);
        child.start();

        child.kill();

        assertThat(child.pid()).isEqualTo(-1);
        assertThat(child.state()).isEqualTo(ChildState.STOPPED);
        assertThat(warnings).isEmpty();
        child.start();
        assertThat(child.pid()).isPositive();
    }

    @Test
    void tellsTheEndOfTheLogOfAProcessThatNeverBecameReady() {
        Child child = child("echo no such table; exit 3", true);

        assertThatExceptionOfType(LocalStackException.class)
                .isThrownBy(child::start)
                .withMessageContaining("ended with code 3")
                .withMessageContaining("no such table");
        assertThat(child.state()).isEqualTo(ChildState.DEAD);
    }

    @Test
    void killsWhatDoesNotHeedItsSignal() {
        Child child = child("trap '' TERM; touch ready; while true; do sleep 0.1; done", false);
        child.start();
        long pid = child.pid();

        child.stop();

        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        assertThat(warnings).anyMatch(warning -> warning.contains("is killed"));
    }

    @Test
    void keepsTheLogOfTheRunBefore() {
        child("echo first; touch ready; exec sleep 100", false).start();
        children.getFirst().stop();
        child("touch ready; exec sleep 100", false).start();

        assertThat(folder.resolve("child.log.1")).hasContent("first\n");
    }

    private Child child(String script, boolean restart) {
        return child(() -> List.of("sh", "-c", "rm -f ready; " + script), restart);
    }

    private Child child(Supplier<List<String>> command, boolean restart) {
        Path ready = folder.resolve("ready");
        ChildSpec spec = new ChildSpec(
                "child",
                "1",
                Group.APPLICATIONS,
                command,
                Map.of(),
                folder,
                folder.resolve("child.log"),
                "TERM",
                () -> Files.exists(ready),
                Duration.ofSeconds(20),
                Duration.ofMillis(700));
        Child child = new Child(spec, guard, progress, restart, () -> {});
        children.add(child);
        return child;
    }
}
