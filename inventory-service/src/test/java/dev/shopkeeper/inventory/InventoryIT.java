package dev.shopkeeper.inventory;

import com.sun.net.httpserver.HttpServer;
import dev.shopkeeper.testing.PlatformTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What all tests against the whole service share: one context, and a stand-in where the order service would be. */
@PlatformTest(properties = "shopkeeper.imports.sink.longest-wait=1s")
public abstract class InventoryIT {

    protected static final OrderServiceDouble ORDERS = new OrderServiceDouble();

    @DynamicPropertySource
    static void orderService(DynamicPropertyRegistry registry) {
        registry.add("shopkeeper.imports.sink.order-url", ORDERS::url);
    }

    /** Keeps what it is told by id, as the order service does, and can be down. */
    protected static final class OrderServiceDouble {

        public final Map<String, JsonNode> orders = new ConcurrentHashMap<>();
        public final AtomicInteger requests = new AtomicInteger();
        public final AtomicInteger failures = new AtomicInteger();
        public volatile String retryAfter = "";
        private final HttpServer server;

        OrderServiceDouble() {
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
                } else {
                    answer = accept(JsonMapper.shared().readTree(body));
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

        private String accept(JsonNode body) {
            int accepted = 0;
            StringBuilder errors = new StringBuilder();
            int index = 0;
            for (JsonNode entity : body.iterator().next()) {
                String id = entity.path("order_id")
                        .asString(entity.path("cancellation_id").asString(""));
                if (id.endsWith("666")) {
                    errors.append(errors.isEmpty() ? "" : ",")
                            .append("{\"index\":" + index + ",\"name\":\"order_id\",\"value\":\"" + id
                                    + "\",\"message\":\"is cursed\"}");
                } else {
                    orders.put(id, entity);
                    accepted++;
                }
                index++;
            }
            return "{\"accepted\":" + accepted + ",\"rejected\":" + (index - accepted) + ",\"errors\":[" + errors
                    + "]}";
        }
    }
}
