package dev.shopkeeper.demo.feed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** A gateway that keeps what it is told, refuses what it is asked to refuse, and stumbles now and then. */
public final class FakeGateway implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, List<JsonNode>> told = new ConcurrentHashMap<>();
    private final Set<String> paths = Collections.synchronizedSet(new LinkedHashSet<>());
    private volatile int stumbleEvery;
    private volatile boolean refuseOne;
    private int requests;

    public FakeGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void stumbleEvery(int number) {
        stumbleEvery = number;
    }

    void refuseOne() {
        refuseOne = true;
    }

    public List<JsonNode> told(String path) {
        return told.getOrDefault(path, List.of());
    }

    /** The first requests of each path, in order. */
    List<String> paths() {
        return List.copyOf(paths);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        JsonNode body = Bodies.JSON.readTree(exchange.getRequestBody().readAllBytes());
        String path = exchange.getRequestURI().getPath();
        requests++;
        paths.add(path);
        if (!"sk_good".equals(exchange.getRequestHeaders().getFirst("X-API-Key"))) {
            send(exchange, 401, "{}");
        } else if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, 404, "{}");
        } else if (stumbleEvery > 0 && requests % stumbleEvery == 0) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            send(exchange, new int[] {503, 429, 409}[requests / stumbleEvery % 3], "{\"code\":\"concurrent-change\"}");
        } else {
            boolean verb = path.matches("/admin/v1/returns/.+/.+");
            boolean alone = verb || path.equals("/admin/v1/return-policies");
            List<JsonNode> entries = told.computeIfAbsent(
                    verb ? "/admin/v1/returns/{return_id}" + path.substring(path.lastIndexOf('/')) : path,
                    key -> new ArrayList<>());
            JsonNode list = alone
                    ? Bodies.JSON.createArrayNode().add(body)
                    : body.iterator().next();
            list.forEach(entries::add);
            boolean refuse = refuseOne && path.endsWith("/orders");
            send(
                    exchange,
                    200,
                    refuse
                            ? "{\"accepted\":" + (list.size() - 1) + ",\"rejected\":1,\"errors\":[{\"index\":0,"
                                    + "\"name\":\"orders[0].channel\",\"value\":\"x\",\"message\":\"is unknown\"}]}"
                            : "{\"accepted\":" + list.size() + ",\"rejected\":0,\"errors\":[]}");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
