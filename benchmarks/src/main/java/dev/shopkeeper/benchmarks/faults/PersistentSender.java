package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.benchmarks.platform.Clicks;
import dev.shopkeeper.benchmarks.platform.GatewayClient;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends batch after batch and repeats one, with the same ids, until it is answered 202: as a careful client does. */
final class PersistentSender implements Runnable {

    private static final int BATCH = 20;

    private final GatewayClient gateway;
    private final Clicks clicks;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    private volatile int notAcknowledged;

    PersistentSender(GatewayClient gateway, Clicks clicks) {
        this.gateway = gateway;
        this.clicks = clicks;
    }

    void stop() {
        stopped = true;
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    int notAcknowledged() {
        return notAcknowledged;
    }

    @Override
    public void run() {
        try {
            for (int first = 0; !stopped; first += BATCH) {
                byte[] body = clicks.batch(first, BATCH);
                while (!accepted(body)) {
                    Thread.sleep(200);
                }
                for (int number = first; number < first + BATCH; number++) {
                    acknowledged.add(clicks.id(number));
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean accepted(byte[] body) throws InterruptedException {
        try {
            if (gateway.post("/api/v1/events", body).status() == 202) {
                return true;
            }
        } catch (IOException e) {
            // the gateway was killed under the request: not acknowledged, so it is sent again
        }
        notAcknowledged = notAcknowledged + 1;
        return false;
    }
}
