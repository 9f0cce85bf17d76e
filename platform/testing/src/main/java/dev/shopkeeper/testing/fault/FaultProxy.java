package dev.shopkeeper.testing.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy that can be told to misbehave. It starts well-behaved; every fault lasts until {@link #heal}. Client and
 * server see what a bad network would show them: resets, silence, slowness, half-closed streams. Thread-safe.
 *
 * {@snippet :
 * try (FaultProxy proxy = FaultProxy.before("127.0.0.1", port, 42)) {
 *     connectTo(proxy.address());
 *     proxy.blackHole();
 *     ...
 *     proxy.heal();
 * }
 * }
 */
public final class FaultProxy implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final ServerSocket listener;
    private final long seed;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong forwarded = new AtomicLong();
    private final Object changed = new Object();
    private volatile InetSocketAddress server;
    private volatile Conditions conditions = Conditions.FINE;

    private FaultProxy(ServerSocket listener, InetSocketAddress server, long seed) {
        this.listener = listener;
        this.server = server;
        this.seed = seed;
        Thread.ofVirtual().name("fault-proxy-" + listener.getLocalPort()).start(this::accept);
    }

    /**
     * A proxy on a free local port before a server, which need not be there yet.
     *
     * @param seed of everything that is drawn: jitter, and where a connection is cut
     */
    public static FaultProxy before(String host, int port, long seed) throws IOException {
        ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        return new FaultProxy(listener, new InetSocketAddress(host, port), seed);
    }

    /** The local port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** {@code 127.0.0.1:port}, as Kafka clients take it. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** Sends new connections to another server; those that are open stay where they are. */
    public void redirect(String host, int port) {
        server = new InetSocketAddress(host, port);
    }

    /** Resets all open connections, once. New ones are served. */
    public void cut() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** Resets all open connections and every new one. */
    public void refuse() {
        change(conditions.closedToNew());
        cut();
    }

    /** Resets each connection that is made from now on somewhere between one and two times this many bytes. */
    public void cutAfter(long bytes) {
        change(conditions.cutting(bytes));
    }

    /** Delays every piece of data by this much and up to {@code jitter} more. */
    public void delay(Duration by, Duration jitter) {
        change(conditions.delayed(by, jitter));
    }

    /** Lets only so much through in each direction of each connection. */
    public void throttle(long bytesPerSecond) {
        change(conditions.throttled(bytesPerSecond));
    }

    /** Lets nothing through and closes nothing; {@link #heal} delivers what has waited. */
    public void blackHole() {
        change(conditions.swallowing());
    }

    /** Ends the streams of all open connections in one direction; the other goes on. */
    public void halfClose(Direction direction) {
        connections.forEach(connection -> connection.end(direction));
    }

    /** Ends all faults. Connections that were reset or ended stay so. */
    public void heal() {
        change(Conditions.FINE);
    }

    /** How many connections were made so far. */
    public long accepted() {
        return accepted.get();
    }

    /** How many connections are open now. */
    public int open() {
        return connections.size();
    }

    /** How many bytes went through so far, both ways. */
    public long forwardedBytes() {
        return forwarded.get();
    }

    private void change(Conditions next) {
        synchronized (changed) {
            conditions = next;
            changed.notifyAll();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                long number = accepted.incrementAndGet();
                Thread.ofVirtual().name("fault-connection-" + number).start(() -> connect(client, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client, long number) {
        Socket upstream = new Socket();
        ProxiedConnection connection =
                new ProxiedConnection(client, upstream, this, new Random(seed * 1_000_003 + number));
        connections.add(connection);
        try {
            if (conditions.refusing()) {
                connection.reset();
                return;
            }
            connection.awaitPassage();
            upstream.connect(server, (int) CONNECT_TIMEOUT.toMillis());
            connection.start();
        } catch (IOException noServer) {
            connection.reset();
        }
    }

    Conditions conditions() {
        return conditions;
    }

    void forwarded(int bytes) {
        forwarded.addAndGet(bytes);
    }

    void closed(ProxiedConnection connection) {
        connections.remove(connection);
    }

    /** Waits as long as there is a black hole; a connection that is reset meanwhile is let go. */
    void awaitPassage(ProxiedConnection connection) throws IOException {
        synchronized (changed) {
            while (conditions.blackHole() && !connection.isReset() && !listener.isClosed()) {
                try {
                    changed.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
            }
        }
        if (connection.isReset()) {
            throw new IOException("reset while waiting");
        }
    }

    void wakeWaiting() {
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    /** Resets what is open and stops listening. */
    @Override
    public void close() throws IOException {
        listener.close();
        cut();
        wakeWaiting();
    }
}
