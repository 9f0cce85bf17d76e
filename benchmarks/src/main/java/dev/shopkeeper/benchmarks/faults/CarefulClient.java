package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.benchmarks.platform.GatewayClient;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Repeats a request, with the same ids, until it is acknowledged, as a careful client does. Thread-safe. */
final class CarefulClient {

    private static final long PAUSE_MILLIS = 200;

    private final GatewayClient gateway;
    private final AtomicInteger repeated = new AtomicInteger();

    CarefulClient(GatewayClient gateway) {
        this.gateway = gateway;
    }

    /** How many requests were not acknowledged and sent again. */
    int repeated() {
        return repeated.get();
    }

    /**
     * Returns once it is acknowledged.
     *
     * @throws IllegalStateException if it was refused as false, 400 or 422: repeating would not mend it
     */
    GatewayClient.Answer post(String path, byte[] body, Predicate<GatewayClient.Answer> acknowledged)
            throws InterruptedException {
        while (true) {
            try {
                GatewayClient.Answer answer = gateway.post(path, body);
                if (acknowledged.test(answer)) {
                    return answer;
                }
                if (answer.status() == 400 || answer.status() == 422) {
                    throw new IllegalStateException(path + " was answered " + answer.status() + ": " + answer.text());
                }
            } catch (IOException e) {
                // a process was killed under the request: not acknowledged, so it is sent again
            }
            repeated.incrementAndGet();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** A bulk of one that was stored, now or before. */
    static boolean stored(GatewayClient.Answer answer) {
        return answer.status() == 200 && answer.json().path("accepted").asInt() == 1;
    }
}
