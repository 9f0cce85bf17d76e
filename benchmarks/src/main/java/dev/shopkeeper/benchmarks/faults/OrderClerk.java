package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.local.Application;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Orders of a few lines and units; their units must be those of the order service's rows and, added up from events, of every
 * service that hears of orders. A pricing service keeps no orders: there the units of an item are compared.
 */
final class OrderClerk extends Clerk {

    private static final int ITEMS = 40;
    private static final long PRICE = 10;

    private final CarefulClient client;
    private final Rows rows;
    private final String run;
    private final Map<String, Long> units = new ConcurrentHashMap<>();
    private final Map<String, Long> lines = new ConcurrentHashMap<>();
    private final Map<String, Long> unitsOfItems = new ConcurrentHashMap<>();

    OrderClerk(CarefulClient client, Rows rows, String run) {
        this.client = client;
        this.rows = rows;
        this.run = run + "order-";
    }

    @Override
    String name() {
        return "orders";
    }

    @Override
    void one(int number) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(number);
        String id = run + number;
        Map<String, Long> ordered = new TreeMap<>();
        int wanted = 1 + random.nextInt(3);
        while (ordered.size() < wanted) {
            ordered.put(run + "item-" + random.nextInt(ITEMS), 1L + random.nextInt(4));
        }
        StringBuilder body = new StringBuilder("{\"orders\":[{\"order_id\":\"" + id + "\",\"user_id\":\"" + run
                + "user-" + number % 50 + "\",\"channel\":\"web\",\"placed_at\":\"" + Instant.now() + "\",\"lines\":[");
        int line = 0;
        for (Map.Entry<String, Long> each : ordered.entrySet()) {
            body.append(line == 0 ? "" : ",")
                    .append("{\"line_id\":\"" + ++line + "\",\"item_id\":\"" + each.getKey() + "\",\"quantity\":"
                            + each.getValue() + ",\"unit_price\":{\"amount\":\"" + PRICE
                            + "\",\"currency\":\"CNY\"}}");
        }
        byte[] request = body.append("]}]}").toString().getBytes(StandardCharsets.UTF_8);
        client.post("/admin/v1/orders", request, CarefulClient::stored);
        units.put(id, ordered.values().stream().mapToLong(Long::longValue).sum());
        lines.put(id, (long) ordered.size());
        ordered.forEach((item, quantity) -> unitsOfItems.merge(item, quantity, Long::sum));
        Thread.sleep(400);
    }

    @Override
    Map<String, Object> verdict() throws SQLException, InterruptedException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("acknowledged", units.size());
        figures.put("units_acknowledged", sum(units));
        figures.put("requests_repeated", client.repeated());
        figures.put(
                "order_lines",
                compared(
                        Application.ORDER,
                        "select order_id, count(*) from order_line where order_id like ? group by 1",
                        lines));
        figures.put(
                "order_units",
                compared(
                        Application.ORDER,
                        "select order_id, sum(quantity) from order_line where order_id like ? group by 1",
                        units));
        figures.put(
                "logistics_units",
                compared(
                        Application.LOGISTICS,
                        "select order_id, placed from order_units where order_id like ?",
                        units));
        figures.put(
                "inventory_units",
                compared(
                        Application.INVENTORY,
                        "select order_id, sum(units_ordered) from ordered_unit where order_id like ? group by 1",
                        units));
        figures.put(
                "membership_units",
                compared(
                        Application.MEMBERSHIP,
                        "select order_id, ordered / " + PRICE + " from member_order where order_id like ?",
                        units));
        figures.put(
                "recommendation_units",
                compared(
                        Application.RECOMMENDATION,
                        "select transaction_id, sum(ordered) from purchase_line where transaction_id like ? group by 1",
                        units));
        figures.put(
                "pricing_units_of_items",
                compared(
                        Application.PRICING,
                        "select item_id, sum(units_ordered) from item_demand where item_id like ? group by 1",
                        unitsOfItems));
        return figures;
    }

    private Map<String, Object> compared(Application application, String query, Map<String, Long> told)
            throws SQLException, InterruptedException {
        Map<String, Long> stored = rows.await(application, query, run, found -> Accounts.complete(told, found));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("stored", sum(stored));
        figures.putAll(Accounts.compare(told, stored));
        return figures;
    }

    private static long sum(Map<String, Long> figures) {
        return figures.values().stream().mapToLong(Long::longValue).sum();
    }
}
