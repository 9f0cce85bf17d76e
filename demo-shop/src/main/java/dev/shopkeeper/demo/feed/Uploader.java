package dev.shopkeeper.demo.feed;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects entries into batches and sends them, each lane in its own order and beside the others. Whoever adds faster
 * than the gateway takes has to wait, so that memory stays bounded. One thread adds.
 */
final class Uploader implements AutoCloseable {

    private static final int WAITING_BATCHES = 3;

    private record Batch(Endpoint endpoint, List<ObjectNode> entries) {}

    private final GatewayClient client;
    private final Report report;
    private final Map<Endpoint, List<ObjectNode>> open = new EnumMap<>(Endpoint.class);
    private final Map<Lane, BlockingQueue<Batch>> queues = new EnumMap<>(Lane.class);
    private final List<Thread> workers = new ArrayList<>();
    private volatile @Nullable GatewayException failure;

    Uploader(GatewayClient client, Report report) {
        this.client = client;
        this.report = report;
        for (Lane lane : Lane.values()) {
            BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(WAITING_BATCHES);
            queues.put(lane, queue);
            workers.add(Thread.ofVirtual().name("lane-" + lane).start(() -> work(queue)));
        }
    }

    /** Adds an entry to its batch; sends the batch when it is full. */
    void add(Endpoint endpoint, ObjectNode entry) throws GatewayException, InterruptedException {
        List<ObjectNode> batch = open.computeIfAbsent(endpoint, key -> new ArrayList<>(Endpoint.MOST_ENTRIES));
        batch.add(entry);
        if (batch.size() == Endpoint.MOST_ENTRIES) {
            send(endpoint);
        }
    }

    private void send(Endpoint endpoint) throws GatewayException, InterruptedException {
        for (Endpoint earlier : Endpoint.values()) {
            if (earlier.lane() == endpoint.lane() && earlier.compareTo(endpoint) <= 0) {
                hand(earlier);
            }
        }
    }

    private void hand(Endpoint endpoint) throws GatewayException, InterruptedException {
        List<ObjectNode> entries = open.remove(endpoint);
        BlockingQueue<Batch> queue = queues.get(endpoint.lane());
        if (entries == null || entries.isEmpty() || queue == null) {
            return;
        }
        while (!queue.offer(new Batch(endpoint, entries), 200, TimeUnit.MILLISECONDS)) {
            check();
        }
        check();
    }

    private void check() throws GatewayException {
        GatewayException reason = failure;
        if (reason != null) {
            throw reason;
        }
    }

    private void work(BlockingQueue<Batch> queue) {
        try {
            for (Batch batch = queue.take(); !batch.entries().isEmpty(); batch = queue.take()) {
                report.add(
                        batch.endpoint(), batch.entries().size(), Door.post(client, batch.endpoint(), batch.entries()));
            }
        } catch (GatewayException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what is left and waits until everything is answered. */
    void finish() throws GatewayException, InterruptedException {
        for (Endpoint endpoint : Endpoint.values()) {
            hand(endpoint);
        }
        for (BlockingQueue<Batch> queue : queues.values()) {
            while (!queue.offer(new Batch(Endpoint.EVENTS, List.of()), 200, TimeUnit.MILLISECONDS)) {
                check();
            }
        }
        for (Thread worker : workers) {
            worker.join();
        }
        check();
    }

    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
    }
}
