package dev.shopkeeper.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A service behind the gateway: a real HTTP server that notes what it is asked and answers as it is told. */
public final class FakeService {

    /** What to do with a call; the body has been read already. */
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** A call as it arrived. */
    public record Call(String method, String uri, Map<String, List<String>> headers, long bodyBytes) {
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst()
                    .orElse("");
        }
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile String document = "";
    private volatile Behaviour behaviour = FakeService::ok;

    public FakeService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/v3/api-docs")) {
            answer(exchange, document.isEmpty() ? 404 : 200, document);
            return;
        }
        byte[] buffer = new byte[64 * 1024];
        long read = 0;
        for (int n = exchange.getRequestBody().read(buffer);
                n >= 0;
                n = exchange.getRequestBody().read(buffer)) {
            read += n;
        }
        calls.add(new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                read));
        behaviour.answer(exchange);
    }

    private static void ok(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "{\"answer\":\"ok\"}");
    }

    /** Answers JSON, problem details where the status is an error's. */
    public static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, exchange.getRequestMethod().equals("HEAD") ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    public FakeService will(Behaviour next) {
        behaviour = next;
        return this;
    }

    /** Its API document, which is no call to be noted. */
    public void documents(String json) {
        document = json;
    }

    /** As new. */
    public void reset() {
        behaviour = FakeService::ok;
        calls.clear();
    }

    public List<Call> calls() {
        return calls;
    }

    public Call lastCall() {
        return calls.getLast();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }
}
