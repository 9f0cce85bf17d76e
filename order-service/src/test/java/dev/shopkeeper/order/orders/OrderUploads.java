package dev.shopkeeper.order.orders;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Builds the bodies that tests upload. */
public final class OrderUploads {

    private OrderUploads() {}

    public static String newId(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    public static Map<String, Object> line(String id, long quantity, String price) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("line_id", id);
        line.put("item_id", "item-" + id);
        line.put("quantity", quantity);
        line.put("unit_price", Map.of("amount", price, "currency", "CNY"));
        return line;
    }

    @SafeVarargs
    public static Map<String, Object> order(String orderId, Map<String, Object>... lines) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("order_id", orderId);
        order.put("user_id", "u-" + orderId);
        order.put("channel", "web");
        order.put("placed_at", "2026-03-01T10:00:00Z");
        order.put("lines", List.of(lines));
        return order;
    }

    public static Map<String, Object> bigOrder(String orderId, int lines) {
        Map<String, Object> order = order(orderId);
        order.put(
                "lines",
                IntStream.range(0, lines)
                        .mapToObj(number -> line("l" + number, 1 + number % 7, "3.25"))
                        .toList());
        return order;
    }

    @SafeVarargs
    public static Map<String, Object> upload(Map<String, Object>... orders) {
        return Map.of("orders", new ArrayList<>(List.of(orders)));
    }
}
