package dev.shopkeeper.inventory;

import com.sun.net.httpserver.HttpServer;
import dev.shopkeeper.testing.PlatformTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What all tests against the whole service share: one context, and a stand-in where the others would be. */
@PlatformTest(properties = "shopkeeper.imports.sink.longest-wait=1s")
public abstract class InventoryIT {

    protected static final OwnersDouble ORDERS = new OwnersDouble();

    @DynamicPropertySource
    static void owners(DynamicPropertyRegistry registry) {
        for (String owner : List.of("gateway", "order", "membership", "pricing", "logistics")) {
            registry.add("shopkeeper.imports.sink." + owner + "-url", ORDERS::url);
        }
    }

    /**
     * Keeps what it is told by id and path, as the owners of entities do, refuses what is cursed and whatever holds an id
     * that collides, and can be down.
     */
    protected static final class OwnersDouble {

        private static final List<String> IDS =
                List.of("event_id", "user_id", "item_id", "delivery_id", "vehicle_id", "depot_id", "zone_id");

        public final Map<String, JsonNode> orders = new ConcurrentHashMap<>();
        /** Path and id of everything that is not an order. */
        public final Set<String> others = ConcurrentHashMap.newKeySet();

        public final AtomicInteger requests = new AtomicInteger();
        public final AtomicInteger failures = new AtomicInteger();
        public volatile String retryAfter = "";
        private final HttpServer server;

        OwnersDouble() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                requests.incrementAndGet();
                String answer = "";
                int status = 200;
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    status = 503;
                    if (!retryAfter.isEmpty()) {
                        exchange.getResponseHeaders().add("Retry-After", retryAfter);
                    }
                } else if (!String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                        .startsWith("Bearer ey")) {
                    status = 401;
                } else if (new String(body, StandardCharsets.UTF_8).contains("collides")) {
                    status = 409;
                } else {
                    answer = accept(
                            exchange.getRequestURI().getPath(),
                            JsonMapper.shared().readTree(body));
                    status = answer.startsWith("{\"accepted\":0,") ? 400 : 200;
                }
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        private static String idOf(JsonNode entity) {
            return IDS.stream()
                    .map(name -> entity.path(name).asString(""))
                    .filter(id -> !id.isEmpty())
                    .findFirst()
                    .orElse("");
        }

        private String accept(String path, JsonNode body) {
            int accepted = 0;
            StringBuilder errors = new StringBuilder();
            int index = 0;
            int duplicates = 0;
            for (JsonNode entity : body.iterator().next()) {
                String id = entity.path("order_id")
                        .asString(entity.path("cancellation_id").asString(""));
                if (id.isEmpty()) {
                    String other = path + " " + idOf(entity);
                    if (entity.path("event_name").asString("").equals("dance")) {
                        errors.append(errors.isEmpty() ? "" : ",")
                                .append("{\"index\":" + index
                                        + ",\"name\":\"event_name\",\"value\":\"dance\",\"message\":\"is none\"}");
                    } else {
                        duplicates += others.add(other) ? 0 : 1;
                        accepted++;
                    }
                } else if (id.endsWith("666")) {
                    errors.append(errors.isEmpty() ? "" : ",")
                            .append("{\"index\":" + index + ",\"name\":\"order_id\",\"value\":\"" + id
                                    + "\",\"message\":\"is cursed\"}");
                } else {
                    orders.put(id, entity);
                    accepted++;
                }
                index++;
            }
            return "{\"accepted\":" + accepted + ",\"rejected\":" + (index - accepted) + ",\"duplicates\":" + duplicates
                    + ",\"code\":\"all-rejected\",\"errors\":[" + errors + "]}";
        }
    }
}
