package dev.shopkeeper.benchmarks.serving;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends GET requests over a few HTTP/1.1 connections that it keeps, from one thread that never blocks, so that it takes little of the
 * machine that is measured. A request that is due while all connections wait for answers is sent late, and its time counts from when
 * it was due. A connection that the gateway closes is opened again.
 */
final class Loader {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    /** Longest sleep in which an answer may lie unread. */
    private static final long NAP = TimeUnit.MICROSECONDS.toNanos(200);

    private final InetSocketAddress address;
    private final String head;
    private final int connections;

    Loader(URI gateway, String key, int connections) {
        this.address = new InetSocketAddress(gateway.getHost(), gateway.getPort());
        this.head = " HTTP/1.1\r\nHost: " + gateway.getHost() + ":" + gateway.getPort() + "\r\nX-API-Key: " + key
                + "\r\nAccept: application/json\r\n\r\n";
        this.connections = connections;
    }

    /**
     * Sends so many requests and waits for their answers.
     *
     * @param path of each request, by its number
     */
    Load run(Pace pace, int requests, IntFunction<String> path) throws IOException {
        try (Run run = new Run(pace, requests, path)) {
            return run.toTheEnd();
        }
    }

    private static final class Connection {
        final ResponseReader response = new ResponseReader();

        @Nullable
        SelectionKey key;

        long since;
        long giveUp;
        boolean waits;
    }

    private final class Run implements AutoCloseable {
        private final Pace pace;
        private final int requests;
        private final IntFunction<String> path;
        private final Selector selector = Selector.open();
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
        private final Deque<Connection> idle = new ArrayDeque<>();
        private final List<Connection> all = new ArrayList<>();
        private final Load load = new Load();
        private int sent;
        private int done;

        Run(Pace pace, int requests, IntFunction<String> path) throws IOException {
            this.pace = pace;
            this.requests = requests;
            this.path = path;
        }

        Load toTheEnd() throws IOException {
            for (int i = 0; i < connections; i++) {
                Connection connection = new Connection();
                open(connection);
                all.add(connection);
                idle.add(connection);
            }
            long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long begun = System.nanoTime();
            long checked = begun;
            while (done < requests) {
                long now = System.nanoTime();
                sendDue(begun, now);
                if (now - checked > PATIENCE / 20) {
                    giveUpOn(now);
                    checked = now;
                }
                await(begun);
                receive();
            }
            load.ended(
                    (System.nanoTime() - begun) / 1e9,
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9);
            return load;
        }

        private void sendDue(long begun, long now) throws IOException {
            if (pace.fromDue()) {
                long due = Math.min(requests, pace.dueBy(now - begun));
                load.late((int) (due - sent - idle.size()));
            }
            while (sent < requests && !idle.isEmpty() && begun + pace.dueNanos(sent) <= now) {
                Connection connection = idle.remove();
                connection.since = pace.fromDue() ? begun + pace.dueNanos(sent) : System.nanoTime();
                connection.giveUp = now + PATIENCE;
                connection.waits = true;
                connection.response.reset();
                send(connection, path.apply(sent));
                sent++;
            }
        }

        private void send(Connection connection, String target) throws IOException {
            ByteBuffer request = ByteBuffer.wrap(("GET " + target + head).getBytes(StandardCharsets.US_ASCII));
            SocketChannel channel = channel(connection);
            while (request.hasRemaining()) {
                channel.write(request); // far less than the system's buffer
            }
        }

        /** Until an answer comes, or the next request is due. */
        private void await(long begun) throws IOException {
            if (sent == requests || idle.isEmpty()) {
                selector.select(PATIENCE / 20 / MILLISECOND);
                return;
            }
            long wait = begun + pace.dueNanos(sent) - System.nanoTime();
            if (wait >= 2 * MILLISECOND) {
                selector.select(wait / MILLISECOND - 1);
                return;
            }
            // The selector counts in milliseconds, which is too coarse for the rest.
            if (selector.selectNow() == 0 && wait > 0) {
                LockSupport.parkNanos(Math.min(wait, NAP));
                selector.selectNow();
            }
        }

        private void receive() throws IOException {
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                buffer.clear();
                int got = read(connection);
                if (got > 0 && connection.waits && connection.response.feed(buffer.flip())) {
                    long taken = System.nanoTime() - connection.since;
                    load.answered(connection.response.status(), connection.response.degraded(), taken);
                    free(connection, connection.response.closes());
                } else if (got < 0) {
                    lost(connection);
                }
            }
            selector.selectedKeys().clear();
        }

        private int read(Connection connection) {
            try {
                return channel(connection).read(buffer);
            } catch (IOException e) {
                return -1; // reset by the other end
            }
        }

        private void giveUpOn(long now) throws IOException {
            for (Connection connection : all) {
                if (connection.waits && now > connection.giveUp) {
                    lost(connection);
                }
            }
        }

        private void lost(Connection connection) throws IOException {
            if (connection.waits) {
                load.unanswered(1);
                free(connection, true);
            } else {
                close(connection);
                open(connection);
            }
        }

        private void free(Connection connection, boolean again) throws IOException {
            connection.waits = false;
            done++;
            if (again) {
                close(connection);
                open(connection);
            }
            idle.add(connection);
        }

        private void open(Connection connection) throws IOException {
            SocketChannel channel = SocketChannel.open(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            connection.key = channel.register(selector, SelectionKey.OP_READ, connection);
        }

        private void close(Connection connection) throws IOException {
            channel(connection).close();
        }

        private SocketChannel channel(Connection connection) {
            SelectionKey key = connection.key;
            if (key == null) {
                throw new IllegalStateException("The connection was never opened.");
            }
            return (SocketChannel) key.channel();
        }

        @Override
        public void close() throws IOException {
            for (Connection connection : all) {
                close(connection);
            }
            selector.close();
        }
    }
}
