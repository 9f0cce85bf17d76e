package dev.shopkeeper.testing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small API over things that keeps its document, but for the faults it is made with. */
final class TinyApi implements AutoCloseable {

    /** What it can do wrong. */
    enum Fault {
        FAILS_ON_EMOJI,
        FAILS_ON_HUGE_NUMBERS,
        ANSWERS_TEAPOT,
        ANSWERS_HTML_ERRORS,
        FORGETS_THE_CODE,
        BREAKS_ITS_SCHEMA,
        TAKES_UNKNOWN_FIELDS,
        TAKES_DUPLICATE_KEYS,
        TAKES_WRONG_TYPES,
        SERVES_ANYBODY,
        HANGS_UP,
        SERVES_ANY_METHOD,
        TAKES_OVERSIZED,
        DROPS_UNKNOWN_PARAMETERS
    }

    static final String KEY = "sk_tiny";

    private static final int LARGEST = 100_000;
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper LAX = JsonMapper.builder().build();

    private final HttpServer server;
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final Map<String, String> things = new ConcurrentHashMap<>(Map.of("t-1", "first"));

    TinyApi(Fault... faults) throws IOException {
        this.faults.addAll(Set.of(faults));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    static JsonNode document() {
        return JsonMapper.shared()
                .readTree(Objects.requireNonNull(TinyApi.class.getResourceAsStream("/fuzz/tiny-api.json")));
    }

    /** Thrown to answer with a problem. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            try {
                answer(exchange, body);
            } catch (Refused refused) {
                problem(exchange, refused.status, String.valueOf(refused.getMessage()));
            } catch (IllegalStateException failure) {
                send(exchange, 500, "text/plain", String.valueOf(failure.getMessage()));
            }
        }
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException, Refused {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals("/v3/api-docs")) {
            send(exchange, 200, "application/json", document().toString());
            return;
        }
        if (!faults.contains(Fault.SERVES_ANYBODY)
                && !KEY.equals(exchange.getRequestHeaders().getFirst("X-API-Key"))) {
            throw new Refused(401, "no valid key");
        }
        if (path.equals("/things") && method.equals("POST")) {
            create(exchange, body);
        } else if (path.startsWith("/things/") && (method.equals("GET") || faults.contains(Fault.SERVES_ANY_METHOD))) {
            String id = URLDecoder.decode(exchange.getRequestURI().getRawPath().substring(8), UTF_8);
            show(exchange, id);
        } else {
            throw new Refused(405, "no such operation");
        }
    }

    private void show(HttpExchange exchange, String id) throws IOException, Refused {
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null && !query.matches("limit=([1-9]\\d?)")) {
            throw new Refused(400, "bad query");
        }
        String name = things.get(id);
        if (name == null) {
            throw new Refused(404, "no such thing");
        }
        String body =
                LAX.createObjectNode().put("thing_id", id).put("name", name).toString();
        if (faults.contains(Fault.BREAKS_ITS_SCHEMA)) {
            body = body.replace("\"name\"", "\"title\"");
        }
        send(exchange, faults.contains(Fault.ANSWERS_TEAPOT) ? 218 : 200, "application/json", body);
    }

    private void create(HttpExchange exchange, byte[] body) throws IOException, Refused {
        if (exchange.getRequestURI().getRawQuery() != null && !faults.contains(Fault.DROPS_UNKNOWN_PARAMETERS)) {
            throw new Refused(400, "no parameter is known");
        }
        if (body.length > LARGEST && !faults.contains(Fault.TAKES_OVERSIZED)) {
            throw new Refused(413, "too large");
        }
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!type.startsWith("application/json") && !faults.contains(Fault.TAKES_OVERSIZED)) {
            throw new Refused(415, "no JSON");
        }
        JsonNode thing = body.length > LARGEST ? LAX.createObjectNode().put("name", "x") : parse(body);
        String name = thing.path("name").asString("");
        if (faults.contains(Fault.FAILS_ON_EMOJI) && name.contains("🛒")) {
            throw new IllegalStateException("no emoji");
        }
        if (faults.contains(Fault.HANGS_UP) && name.contains("\u0000")) {
            return;
        }
        check(thing);
        String id = "t-" + (things.size() + 1);
        things.put(id, name);
        send(
                exchange,
                201,
                "application/json",
                LAX.createObjectNode().put("thing_id", id).put("name", name).toString());
    }

    private JsonNode parse(byte[] body) throws Refused {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            JsonNode thing = (faults.contains(Fault.TAKES_DUPLICATE_KEYS) ? LAX : STRICT).readTree(body);
            if (!thing.isObject()) {
                throw new Refused(400, "no object");
            }
            return thing;
        } catch (CharacterCodingException | JacksonException e) {
            throw new Refused(400, "no JSON");
        }
    }

    private void check(JsonNode thing) throws Refused {
        for (String field : thing.propertyNames()) {
            boolean known = Set.of("name", "price", "tags").contains(field);
            if (!known && !faults.contains(Fault.TAKES_UNKNOWN_FIELDS)) {
                throw new Refused(400, "unknown field");
            }
        }
        if (faults.contains(Fault.TAKES_WRONG_TYPES)) {
            return;
        }
        JsonNode name = thing.path("name");
        if (!name.isString() || !name.asString().matches("[^\\x00-\\x1f]{1,40}")) {
            throw new Refused(400, "bad name");
        }
        JsonNode price = thing.path("price");
        if (!price.isMissingNode() && !(price.isNumber() && inRange(price))) {
            throw new Refused(400, "bad price");
        }
        JsonNode tags = thing.path("tags");
        if (!tags.isMissingNode() && !(tags.isArray() && tags.valueStream().allMatch(JsonNode::isString))) {
            throw new Refused(400, "bad tags");
        }
    }

    private boolean inRange(JsonNode price) {
        double value = price.doubleValue(Double.POSITIVE_INFINITY);
        if (faults.contains(Fault.FAILS_ON_HUGE_NUMBERS) && value > 1e9) {
            throw new IllegalStateException("overflow");
        }
        return value >= 0 && value <= 1_000_000 && new BigDecimal(price.asString()).signum() >= 0;
    }

    private void problem(HttpExchange exchange, int status, String detail) throws IOException {
        if (faults.contains(Fault.ANSWERS_HTML_ERRORS)) {
            send(exchange, status, "text/html", "<h1>" + status + "</h1>");
            return;
        }
        var problem = LAX.createObjectNode()
                .put("type", "urn:tiny:problem")
                .put("title", "Refused")
                .put("status", status)
                .put("detail", detail);
        if (!faults.contains(Fault.FORGETS_THE_CODE)) {
            problem.put("code", "refused");
        }
        send(exchange, status, "application/problem+json", problem.toString());
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
