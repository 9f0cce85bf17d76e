package dev.shopkeeper.local.stack;

import dev.shopkeeper.local.Ports;
import dev.shopkeeper.local.Progress;
import dev.shopkeeper.local.StackOptions;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A launcher in a JVM of its own, so that a test can kill it: {@code StackUnderTest HOME PORT_OFFSET}. */
public final class StackUnderTest {
    private StackUnderTest() {}

    public static void main(String[] args) throws InterruptedException {
        LocalStack.start(options(Path.of(args[0]), Integer.parseInt(args[1])), Progress.silent());
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    static StackOptions options(Path home, int portOffset) {
        return StackOptions.of(Path.of("."), home)
                .withPorts(Ports.offsetBy(portOffset))
                .withApplications(Set.of())
                .withForce(true);
    }
}
