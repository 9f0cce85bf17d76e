package dev.shopkeeper.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A small gateway that answers as it is told, and keeps what it was asked. */
final class FakeGateway implements AutoCloseable {
    private final Map<String, List<String>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;

    FakeGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(request + " " + new String(body, UTF_8));
            List<String> queue = answers.getOrDefault(request, List.of("404 {\"code\":\"not-found\"}"));
            String answer = queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
            byte[] bytes = answer.substring(4).getBytes(UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Each answer is a status and a body, {@code 200 {}}; the last one stays. */
    void answer(String request, String... inTurn) {
        answers.put(request, new ArrayList<>(List.of(inTurn)));
    }

    /** Method, path and body of each, in order. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
