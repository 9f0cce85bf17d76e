package dev.shopkeeper.testing.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Works a proxy by a seed: a fault, a pause, the next fault, until it is closed. Names and lengths of the faults follow
 * from the seed alone; put {@link #describe} into every failure message. Closing heals the proxy.
 */
public final class Chaos implements AutoCloseable {

    private final FaultProxy proxy;
    private final Random random;
    private final long seed;
    private final Duration longest;
    private final List<String> history = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private Chaos(FaultProxy proxy, long seed, Duration longest) {
        this.proxy = proxy;
        this.random = new Random(seed);
        this.seed = seed;
        this.longest = longest;
        this.thread = Thread.ofVirtual().name("chaos-" + proxy.port()).unstarted(this::run);
    }

    /** Starts; no fault and no pause takes longer than {@code longest}. */
    public static Chaos start(FaultProxy proxy, long seed, Duration longest) {
        Chaos chaos = new Chaos(proxy, seed, longest);
        chaos.thread.start();
        return chaos;
    }

    /** The seed and what has been done so far. */
    public String describe() {
        return "chaos of seed " + seed + ": " + String.join(", ", history);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(draw());
                int kind = random.nextInt(6);
                Duration length = draw();
                history.add(apply(kind) + " for " + length.toMillis() + " ms");
                Thread.sleep(length);
                proxy.heal();
            }
        } catch (InterruptedException closed) {
            proxy.heal();
        }
    }

    private Duration draw() {
        return Duration.ofMillis(1 + random.nextLong(Math.max(1, longest.toMillis())));
    }

    private String apply(int kind) {
        switch (kind) {
            case 0:
                proxy.cut();
                return "cut";
            case 1:
                proxy.refuse();
                return "refuse";
            case 2:
                proxy.blackHole();
                return "black hole";
            case 3:
                proxy.delay(Duration.ofMillis(50), Duration.ofMillis(200));
                return "delay";
            case 4:
                proxy.throttle(20_000);
                return "throttle";
            default:
                proxy.halfClose(Direction.TO_CLIENT);
                return "half-close";
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
        proxy.heal();
    }
}
