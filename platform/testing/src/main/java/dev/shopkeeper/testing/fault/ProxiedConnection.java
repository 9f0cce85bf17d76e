package dev.shopkeeper.testing.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One connection through the proxy: two sockets and a thread for each direction. */
final class ProxiedConnection {

    private static final int PIECE = 8192;

    private final Socket client;
    private final Socket server;
    private final FaultProxy proxy;
    private final Random random;
    private final long cutAt;
    private final AtomicLong passed = new AtomicLong();
    private final AtomicBoolean reset = new AtomicBoolean();
    private final AtomicInteger running = new AtomicInteger(2);

    ProxiedConnection(Socket client, Socket server, FaultProxy proxy, Random random) {
        this.client = client;
        this.server = server;
        this.proxy = proxy;
        this.random = random;
        long least = proxy.conditions().cutAfterBytes();
        this.cutAt = least == 0 ? Long.MAX_VALUE : least + random.nextLong(least + 1);
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pump(client, server));
        Thread.ofVirtual().start(() -> pump(server, client));
    }

    void awaitPassage() throws IOException {
        proxy.awaitPassage(this);
    }

    boolean isReset() {
        return reset.get();
    }

    /** Both sides get a TCP reset, not an orderly end. */
    void reset() {
        if (reset.compareAndSet(false, true)) {
            abort(client);
            abort(server);
            proxy.closed(this);
            proxy.wakeWaiting();
        }
    }

    /** The side that the direction leads to sees the end of the stream. */
    void end(Direction direction) {
        end(direction == Direction.TO_SERVER ? server : client);
    }

    private void pump(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = read(in, piece); length >= 0; length = read(in, piece)) {
                hold(length);
                long before = passed.getAndAdd(length);
                if (before + length >= cutAt) {
                    int last = (int) Math.max(0, Math.min(length, cutAt - before));
                    deliver(out, to, piece, last);
                    reset();
                    return;
                }
                deliver(out, to, piece, length);
            }
            awaitPassage();
            end(to);
            if (running.decrementAndGet() == 0) {
                close();
            }
        } catch (IOException broken) {
            reset();
        }
    }

    private int read(InputStream in, byte[] piece) throws IOException {
        long limit = proxy.conditions().bytesPerSecond();
        int most = limit == 0 ? PIECE : (int) Math.max(1, Math.min(PIECE, limit / 20));
        return in.read(piece, 0, most);
    }

    /** Makes the piece as late as the network is bad. */
    private void hold(int length) throws IOException {
        awaitPassage();
        Conditions now = proxy.conditions();
        Duration wait = now.delay();
        if (now.jitter().isPositive()) {
            synchronized (random) {
                wait = wait.plusNanos((long) (now.jitter().toNanos() * random.nextDouble()));
            }
        }
        if (now.bytesPerSecond() > 0) {
            wait = wait.plusNanos(length * 1_000_000_000L / now.bytesPerSecond());
        }
        if (wait.isPositive()) {
            sleep(wait);
            awaitPassage();
        }
    }

    /** After its stream was ended, a side gets nothing more, and the other side must not notice. */
    private void deliver(OutputStream out, Socket to, byte[] piece, int length) throws IOException {
        if (!to.isOutputShutdown()) {
            out.write(piece, 0, length);
            out.flush();
            proxy.forwarded(length);
        }
    }

    private static void sleep(Duration wait) throws IOException {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void end(Socket socket) {
        try {
            if (!socket.isClosed() && socket.isConnected() && !socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
        } catch (IOException alreadyGone) {
            abort(socket);
        }
    }

    private void close() {
        quietly(client);
        quietly(server);
        proxy.closed(this);
    }

    private static void abort(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException alreadyGone) {
            // closing it is all that is left, and that follows
        }
        quietly(socket);
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // nothing is left to close
        }
    }
}
