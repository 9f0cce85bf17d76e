package dev.shopkeeper.testing.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends back what it gets; at the end of the stream it says {@code bye}. */
final class EchoServer implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger ended = new AtomicInteger();

    EchoServer() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many clients ended their stream in an orderly way. */
    int ended() {
        return ended.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
            ended.incrementAndGet();
            socket.getOutputStream().write("bye".getBytes(UTF_8));
        } catch (IOException reset) {
            // a client that is cut off gets no farewell
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
