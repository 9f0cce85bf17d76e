package dev.shopkeeper.inventory.imports.format;

import dev.shopkeeper.inventory.imports.format.CsvTable.Row;
import dev.shopkeeper.inventory.imports.format.ImportItem.Entity;
import dev.shopkeeper.inventory.imports.format.ImportSource.Spool;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Brazilian marketplace Olist: an archive with its CSVs of orders, order items, products and customers, and the
 * translation of categories if it is there. What must be joined is spooled, so memory does not grow with the files.
 */
final class OlistFormat implements ImportFormat {

    private static final String CURRENCY = "BRL";
    private static final int GROUPS_AT_ONCE = 300;
    private static final List<String> FILES = List.of("customers", "orders", "order_items", "products");
    private static final String SEPARATOR = "\t";

    @Override
    public String kind() {
        return "olist";
    }

    @Override
    public String expected() {
        return "a zip of Olist's CSVs customers, orders, order_items and products";
    }

    /** Whether a file is this table: {@code orders.csv} or {@code olist_orders_dataset.csv}. */
    private static boolean is(String file, String table) {
        return file.equals(table + ".csv") || file.equals("olist_" + table + "_dataset.csv");
    }

    @Override
    public void check(ImportSource source, ImportOptions options) throws IOException {
        List<String> names = source.names();
        for (String table : FILES) {
            if (names.stream().noneMatch(name -> is(name, table))) {
                throw new ImportRefusedException(
                        names.size() > 1 ? "missing-file" : "wrong-kind",
                        "A file of kind olist is " + expected() + "; there is no " + table + ".csv in "
                                + Tables.shown(names) + ".");
            }
        }
    }

    private CsvTable open(ImportSource source, ImportOptions options, String table, String... columns)
            throws IOException {
        List<List<String>> required = new ArrayList<>();
        for (String column : columns) {
            required.add(List.of(column));
        }
        return Tables.open(this, source, options, name -> is(name, table), required, ',');
    }

    @Override
    public void read(ImportSource source, ImportOptions options, ImportOutput output) throws IOException {
        check(source, options);
        Spool customers = source.spool("customers");
        Spool orders = source.spool("orders");
        Spool sold = source.spool("sold");
        Spool ordered = source.spool("ordered");
        spoolCustomers(source, options, customers, output);
        spoolOrders(source, options, orders);
        spoolSellers(source, options, sold, ordered);
        products(source, options, sold, output);
        items(source, options, orders, customers, output);
        orders(source, options, ordered, output);
    }

    private void spoolCustomers(ImportSource source, ImportOptions options, Spool customers, ImportOutput output)
            throws IOException {
        try (CsvTable table = open(source, options, "customers", "customer_id", "customer_unique_id")) {
            int id = table.column("customer_id");
            int person = table.column("customer_unique_id");
            for (Row row = table.next(); row != null; row = table.next()) {
                if (Tables.refusedShape(row, table, output)) {
                    continue;
                }
                if (row.get(id).isEmpty() || row.get(person).isEmpty()) {
                    output.refuse(row.line(), "customer_id", null, "missing-id", "has no customer id");
                } else {
                    customers.put(row.get(id), row.get(person));
                    output.used(1);
                }
            }
        }
    }

    private void spoolOrders(ImportSource source, ImportOptions options, Spool orders) throws IOException {
        try (CsvTable table = open(source, options, "orders", "order_id", "customer_id", "order_purchase_timestamp")) {
            for (Row row = table.next(); row != null; row = table.next()) {
                Instant time = Values.time(row.get(table.column("order_purchase_timestamp")), options.zone());
                String id = row.get(table.column("order_id"));
                if (time != null && !id.isEmpty()) {
                    orders.put(id, row.get(table.column("customer_id")) + SEPARATOR + time);
                }
            }
        }
    }

    /** The first seller and price of each product, which its own file lacks, and which orders have items. */
    private void spoolSellers(ImportSource source, ImportOptions options, Spool sold, Spool ordered)
            throws IOException {
        try (CsvTable table =
                open(source, options, "order_items", "order_id", "product_id", "seller_id", "price", "freight_value")) {
            for (Row row = table.next(); row != null; row = table.next()) {
                BigDecimal price = Values.decimal(row.get(table.column("price")));
                String amount = price == null || price.signum() < 0 ? null : Values.amount(price);
                if (amount != null) {
                    sold.put(
                            row.get(table.column("product_id")),
                            row.get(table.column("seller_id")) + SEPARATOR + amount);
                    ordered.put(row.get(table.column("order_id")), "");
                }
            }
        }
    }

    private Map<String, String> translation(ImportSource source, ImportOptions options) throws IOException {
        Map<String, String> translation = new LinkedHashMap<>();
        if (source.names().contains("product_category_name_translation.csv")) {
            try (CsvTable table = Tables.open(
                    this,
                    source,
                    options,
                    "product_category_name_translation.csv"::equals,
                    List.of(List.of("product_category_name"), List.of("product_category_name_english")),
                    ',')) {
                for (Row row = table.next(); row != null && translation.size() < 10_000; row = table.next()) {
                    translation.put(
                            row.get(table.column("product_category_name")),
                            row.get(table.column("product_category_name_english")));
                }
            }
        }
        return translation;
    }

    private void products(ImportSource source, ImportOptions options, Spool sold, ImportOutput output)
            throws IOException {
        Map<String, String> translation = translation(source, options);
        try (CsvTable table = open(source, options, "products", "product_id", "product_category_name")) {
            List<Row> group = new ArrayList<>();
            for (Row row = table.next(); row != null; row = table.next()) {
                if (Tables.refusedShape(row, table, output)) {
                    continue;
                }
                if (row.get(table.column("product_id")).isEmpty()) {
                    output.refuse(row.line(), "product_id", "", "missing-item", "has no product id");
                    continue;
                }
                group.add(row);
                if (group.size() == GROUPS_AT_ONCE) {
                    products(group, table, sold, translation, output);
                    group.clear();
                }
            }
            products(group, table, sold, translation, output);
        }
    }

    private static void products(
            List<Row> rows, CsvTable table, Spool sold, Map<String, String> translation, ImportOutput output) {
        int id = table.column("product_id");
        Map<String, String> sales =
                sold.get(rows.stream().map(row -> row.get(id)).toList());
        for (Row row : rows) {
            String portuguese = row.get(table.column("product_category_name"));
            String category = translation.getOrDefault(portuguese, portuguese).replace('_', ' ');
            ObjectNode json = Values.object().put("item_id", Values.cut(row.get(id), 128));
            json.putObject("titles")
                    .put(
                            "en",
                            Values.cut((category.isEmpty() ? "item" : category), 200) + " "
                                    + Values.cut(row.get(id), 8));
            if (!category.isEmpty()) {
                json.putArray("categories").add(Values.cut(category, 200));
            }
            Long weight = Values.whole(row.get(table.column("product_weight_g")));
            if (weight != null && weight > 0) {
                json.put("weight_grams", weight);
            }
            String length = row.get(table.column("product_length_cm"));
            String width = row.get(table.column("product_width_cm"));
            String height = row.get(table.column("product_height_cm"));
            if (!length.isEmpty() && !width.isEmpty() && !height.isEmpty()) {
                json.put("size", Values.cut(length + " x " + width + " x " + height + " cm", 200));
            }
            String sale = sales.get(row.get(id));
            if (sale != null) {
                String[] parts = sale.split(SEPARATOR, 2);
                if (!parts[0].isEmpty()) {
                    json.put("merchant_id", parts[0]);
                }
                json.set("list_price", Values.money(parts[1], CURRENCY));
            }
            output.entity(EntityType.PRODUCT, json, row.line());
        }
    }

    private void items(ImportSource source, ImportOptions options, Spool orders, Spool customers, ImportOutput output)
            throws IOException {
        try (CsvTable table = open(source, options, "order_items", "order_id", "order_item_id", "product_id")) {
            Map<String, List<Row>> groups = new LinkedHashMap<>();
            String last = "";
            for (Row row = table.next(); row != null; row = table.next()) {
                if (Tables.refusedShape(row, table, output) || refusedItem(row, table, output)) {
                    continue;
                }
                String id = row.get(table.column("order_id"));
                if (!id.equals(last) && groups.size() >= GROUPS_AT_ONCE) {
                    orders(groups, table, orders, customers, output);
                    groups.clear();
                }
                groups.computeIfAbsent(id, any -> new ArrayList<>()).add(row);
                last = id;
            }
            orders(groups, table, orders, customers, output);
        }
    }

    private static boolean refusedItem(Row row, CsvTable table, ImportOutput output) {
        for (String column : List.of("price", "freight_value")) {
            BigDecimal amount = Values.decimal(row.get(table.column(column)));
            if (amount == null || amount.signum() < 0 || Values.amount(amount) == null) {
                output.refuse(
                        row.line(), column, row.get(table.column(column)), "bad-price", "is no amount from 0 upwards");
                return true;
            }
        }
        for (String column : List.of("order_id", "order_item_id", "product_id")) {
            if (row.get(table.column(column)).isEmpty()) {
                output.refuse(row.line(), column, "", "missing-id", "is missing");
                return true;
            }
        }
        return false;
    }

    private static void orders(
            Map<String, List<Row>> groups, CsvTable table, Spool orders, Spool customers, ImportOutput output) {
        Map<String, String> headers = orders.get(groups.keySet());
        List<String> customerIds = headers.values().stream()
                .map(header -> header.split(SEPARATOR, 2)[0])
                .toList();
        Map<String, String> people = customers.get(customerIds);
        groups.forEach((id, rows) -> {
            String header = headers.get(id);
            if (header == null) {
                rows.forEach(row ->
                        output.refuse(row.line(), "order_id", id, "unknown-order", "is of no order that can be read"));
                return;
            }
            String[] parts = header.split(SEPARATOR, 2);
            output.accept(order(id, people.get(parts[0]), parts[1], rows, table));
        });
    }

    private static Entity order(String id, @Nullable String person, String placedAt, List<Row> rows, CsvTable table) {
        ObjectNode json = Values.object().put("order_id", Values.cut(id, 128));
        if (person != null) {
            json.put("user_id", person);
        }
        json.put("channel", "marketplace").put("placed_at", placedAt);
        ArrayNode lines = json.putArray("lines");
        BigDecimal shipping = BigDecimal.ZERO;
        for (Row row : rows) {
            BigDecimal price = Values.decimal(row.get(table.column("price")));
            BigDecimal freight = Values.decimal(row.get(table.column("freight_value")));
            shipping = shipping.add(freight == null ? BigDecimal.ZERO : freight);
            ObjectNode line = lines.addObject()
                    .put("line_id", row.get(table.column("order_item_id")))
                    .put("item_id", row.get(table.column("product_id")))
                    .put("quantity", 1);
            String amount = price == null ? null : Values.amount(price);
            line.set("unit_price", Values.money(amount == null ? "0" : amount, CURRENCY));
        }
        json.set("shipping", Values.money(shipping.toPlainString(), CURRENCY));
        return new Entity(
                EntityType.ORDER,
                json,
                rows.stream().mapToLong(Row::line).toArray(),
                person == null ? List.of("guest-order") : List.of());
    }

    /** Accounts for the lines of the orders themselves, and cancels those that were. */
    private void orders(ImportSource source, ImportOptions options, Spool ordered, ImportOutput output)
            throws IOException {
        try (CsvTable table = open(source, options, "orders", "order_id", "order_status", "order_purchase_timestamp")) {
            List<Row> group = new ArrayList<>();
            for (Row row = table.next(); row != null; row = table.next()) {
                if (!Tables.refusedShape(row, table, output)) {
                    group.add(row);
                }
                if (group.size() == GROUPS_AT_ONCE) {
                    orders(group, table, options, ordered, output);
                    group.clear();
                }
            }
            orders(group, table, options, ordered, output);
        }
    }

    private static void orders(
            List<Row> rows, CsvTable table, ImportOptions options, Spool ordered, ImportOutput output) {
        int id = table.column("order_id");
        Map<String, String> withItems =
                ordered.get(rows.stream().map(row -> row.get(id)).toList());
        for (Row row : rows) {
            Instant time = Values.time(row.get(table.column("order_purchase_timestamp")), options.zone());
            if (row.get(id).isEmpty()) {
                output.refuse(row.line(), "order_id", "", "missing-id", "has no order id");
            } else if (time == null) {
                output.refuse(
                        row.line(),
                        "order_purchase_timestamp",
                        row.get(table.column("order_purchase_timestamp")),
                        "bad-date",
                        "is no time such as 2017-10-02 10:56:33");
            } else if (!withItems.containsKey(row.get(id))) {
                output.refuse(
                        row.line(), "order_id", row.get(id), "order-without-items", "has no items in the archive");
            } else if (row.get(table.column("order_status")).equals("canceled")) {
                ObjectNode json = Values.object()
                        .put("cancellation_id", row.get(id))
                        .put("order_id", row.get(id))
                        .put("reason", "cancelled in the source")
                        .put("cancelled_at", time.toString());
                output.entity(EntityType.CANCELLATION, json, row.line());
            } else {
                output.used(1);
            }
        }
    }
}
