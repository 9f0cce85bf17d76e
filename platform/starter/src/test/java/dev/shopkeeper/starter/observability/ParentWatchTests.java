package dev.shopkeeper.starter.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParentWatchTests {

    private final CountDownLatch left = new CountDownLatch(1);
    private Process parent;

    @BeforeEach
    void startParent() throws IOException {
        parent = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void endParent() {
        parent.destroyForcibly();
    }

    @Test
    void leavesWhenTheParentIsKilled() throws InterruptedException {
        ParentWatch watch = new ParentWatch(parent.pid(), left::countDown);
        watch.start();
        assertThat(left.await(100, TimeUnit.MILLISECONDS)).isFalse();

        parent.destroyForcibly();

        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesAtOnceWhenTheParentIsGoneAlready() throws InterruptedException {
        parent.destroyForcibly().waitFor();

        new ParentWatch(parent.pid(), left::countDown).start();

        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void doesNothingOnceItIsStopped() throws InterruptedException {
        ParentWatch watch = new ParentWatch(parent.pid(), left::countDown);
        watch.start();
        watch.stop();

        parent.destroyForcibly().waitFor();

        assertThat(left.await(300, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void endsTheWholeProcess() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WatchedProcess.class.getName(),
                        Long.toString(parent.pid()))
                .redirectErrorStream(true)
                .start();
        try {
            while (!"watching".equals(child.inputReader().readLine())) {
                assertThat(child.isAlive()).isTrue();
            }

            parent.destroyForcibly();

            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isZero();
        } finally {
            child.destroyForcibly();
        }
    }

    /** A process that would live for ever. */
    static final class WatchedProcess {

        public static void main(String[] arguments) throws InterruptedException {
            new ParentWatch(Long.parseLong(arguments[0])).start();
            System.out.println("watching");
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
