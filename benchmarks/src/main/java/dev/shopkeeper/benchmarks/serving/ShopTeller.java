package dev.shopkeeper.benchmarks.serving;

import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.events.EventJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells a platform a {@link PlantedShop} through its gateway, as an operator, and waits until the recommendations know it. */
final class ShopTeller {

    private static final int AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration STUCK = Duration.ofSeconds(60);
    private static final String CURRENCY = "CNY";

    private final GatewayClient operator;
    private final PlantedShop shop;

    ShopTeller(GatewayClient operator, PlantedShop shop) {
        this.operator = operator;
        this.shop = shop;
    }

    /**
     * Products first, then what visitors did, in the order of time.
     *
     * @throws IOException if anything is not accepted
     */
    Map<String, Object> tell() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        send("/admin/v1/products", "products", shop.items(), ShopTeller::product);
        awaitStatus("catalogue_items", shop.items().size());
        send("/api/v1/events", "events", shop.events(), this::event);
        double told = (System.nanoTime() - begun) / 1e9;
        long rows = awaitStatus("interactions_indexed", shop.rows());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("items", shop.items().size());
        figures.put("events", shop.events().size());
        figures.put("rows_planted", shop.rows());
        figures.put("rows_indexed", rows);
        figures.put("told_seconds", Figures.rounded(told));
        figures.put("indexed_seconds", Figures.rounded((System.nanoTime() - begun) / 1e9));
        return figures;
    }

    /** Waits until the index has been read again after a start. */
    void awaitIndex() throws IOException, InterruptedException {
        awaitStatus("catalogue_items", shop.items().size());
        awaitStatus("interactions_indexed", shop.rows());
    }

    private <T> void send(String path, String list, List<T> entries, Function<T, ObjectNode> body)
            throws IOException, InterruptedException {
        for (int from = 0; from < entries.size(); from += AT_ONCE) {
            ObjectNode batch = EventJson.mapper().createObjectNode();
            var array = batch.putArray(list);
            entries.subList(from, Math.min(entries.size(), from + AT_ONCE))
                    .forEach(entry -> array.add(body.apply(entry)));
            post(path, EventJson.mapper().writeValueAsBytes(batch));
        }
    }

    /** What cannot be taken now is sent again: every entry has an id. */
    private void post(String path, byte[] body) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            GatewayClient.Answer answer = operator.post(path, body);
            if (answer.status() / 100 == 2) {
                long refused = answer.json().path("rejected").asLong(0);
                if (refused > 0) {
                    throw new IOException(path + " refused " + refused + " entries: " + answer.text());
                }
                return;
            }
            boolean later = answer.status() == 429 || answer.status() >= 502;
            if (!later || attempt == 20) {
                throw new IOException(path + " was answered " + answer.status() + ": " + answer.text());
            }
            Thread.sleep(500);
        }
    }

    /** Returns the figure once it is as large as is wanted; a figure that stands still below that is an error. */
    private long awaitStatus(String name, long wanted) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long moved = begun;
        long last = -1;
        while (true) {
            JsonNode status = status(operator);
            long value = status.path(name).asLong(0);
            if (value >= wanted) {
                return value;
            }
            long now = System.nanoTime();
            if (value != last) {
                last = value;
                moved = now;
            }
            if (now - moved > STUCK.toNanos() || now - begun > PATIENCE.toNanos()) {
                throw new IOException("The recommendation service has " + name + " " + value + " of " + wanted
                        + " and does not go on: " + status);
            }
            Thread.sleep(250);
        }
    }

    /** What the recommendation service says of itself. */
    static JsonNode status(GatewayClient operator) throws IOException, InterruptedException {
        GatewayClient.Answer answer = operator.get("/admin/v1/recommendation/status");
        return answer.status() == 200 ? answer.json() : EventJson.mapper().createObjectNode();
    }

    private static ObjectNode product(PlantedShop.Item item) {
        ObjectNode node = EventJson.mapper().createObjectNode();
        node.put("item_id", item.id());
        node.putObject("titles").put("en", item.title());
        node.put("brand", item.brand());
        node.putArray("categories").add(item.department()).add(item.category());
        node.putObject("list_price").put("amount", price(item)).put("currency", CURRENCY);
        return node;
    }

    private ObjectNode event(PlantedShop.Event event) {
        ObjectNode node = EventJson.mapper().createObjectNode();
        node.put("event_id", event.id());
        node.put("event_name", event.name());
        node.put("occurred_at", event.at().toString());
        node.put("user_id", event.user());
        node.put("session_id", event.session());
        node.put("consent", "granted");
        node.put("currency", CURRENCY);
        if (event.transaction() != null) {
            node.put("transaction_id", event.transaction());
        }
        var items = node.putArray("items");
        for (int number : event.items()) {
            PlantedShop.Item item = shop.items().get(number);
            items.addObject()
                    .put("item_id", item.id())
                    .put("price", price(item))
                    .put("quantity", 1);
        }
        return node;
    }

    private static String price(PlantedShop.Item item) {
        return BigDecimal.valueOf(item.price(), 2).toPlainString();
    }
}
