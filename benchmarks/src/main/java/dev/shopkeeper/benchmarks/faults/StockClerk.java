package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.local.Application;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Receipts of items of the bench's own; the ledger must hold each once, what is on hand be their sum, and what the pricing service heard
 * of stock last be the same.
 */
final class StockClerk extends Clerk {

    private static final int ITEMS = 5;

    private final CarefulClient client;
    private final Rows rows;
    private final String run;
    private final Map<String, Long> movements = new ConcurrentHashMap<>();
    private final Map<String, Long> onHand = new ConcurrentHashMap<>();

    /** Puts the items in the catalogue. */
    StockClerk(GatewayClient gateway, CarefulClient client, Rows rows, String run)
            throws IOException, InterruptedException {
        this.client = client;
        this.rows = rows;
        this.run = run + "stock-";
        StringBuilder body = new StringBuilder("{\"products\":[");
        for (int item = 0; item < ITEMS; item++) {
            body.append(item == 0 ? "" : ",")
                    .append("{\"item_id\":\"" + item(item)
                            + "\",\"titles\":{\"en\":\"Item of a bench\"},\"active\":false}");
        }
        GatewayClient.Answer answer = gateway.post("/admin/v1/products", bytes(body.append("]}")));
        if (answer.status() != 200 || answer.json().path("accepted").asInt() != ITEMS) {
            throw new IllegalStateException("The items were answered " + answer.status() + ": " + answer.text());
        }
    }

    private String item(int number) {
        return run + "item-" + number;
    }

    @Override
    String name() {
        return "stock";
    }

    @Override
    void one(int number) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(number);
        String item = item(random.nextInt(ITEMS));
        long quantity = 1 + random.nextInt(5);
        String id = run + number;
        client.post(
                "/admin/v1/stock/movements",
                bytes(new StringBuilder("{\"movements\":[{\"movement_id\":\"" + id + "\",\"item_id\":\"" + item
                        + "\",\"location_id\":\"" + run + "place\",\"reason\":\"received\",\"quantity\":" + quantity
                        + ",\"occurred_at\":\"" + Instant.now() + "\"}]}")),
                CarefulClient::stored);
        movements.put(id, quantity);
        onHand.merge(item, quantity, Long::sum);
        Thread.sleep(400);
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    Map<String, Object> verdict() throws SQLException, InterruptedException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("acknowledged", movements.size());
        figures.put(
                "units_acknowledged",
                onHand.values().stream().mapToLong(Long::longValue).sum());
        figures.put("requests_repeated", client.repeated());
        figures.put(
                "ledger",
                compared(
                        Application.INVENTORY,
                        "select movement_id, on_hand_change from stock_movement where movement_id like ?",
                        movements));
        figures.put(
                "on_hand",
                compared(
                        Application.INVENTORY,
                        "select item_id, on_hand from stock_level where item_id like ?",
                        onHand));
        figures.put(
                "heard_by_pricing",
                compared(
                        Application.PRICING, "select item_id, available from item_stock where item_id like ?", onHand));
        return figures;
    }

    private Map<String, Object> compared(Application application, String query, Map<String, Long> told)
            throws SQLException, InterruptedException {
        Map<String, Long> stored = rows.await(application, query, run, found -> Accounts.complete(told, found));
        return Accounts.compare(told, stored);
    }
}
