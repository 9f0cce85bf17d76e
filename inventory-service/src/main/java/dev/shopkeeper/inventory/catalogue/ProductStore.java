package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.events.Money;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows of the catalogue, read and written in sets. */
@Repository
class ProductStore {

    private static final String COLUMNS = """
            item_id, titles, description, brand, merchant_id, categories, attributes, cost_amount, cost_currency,
            list_price_amount, list_price_currency, weight_grams, size, image_url, active, withdrawn_at, version,
            created_at, updated_at""";

    /** A whole set of rows as one JSON parameter: one round trip, whatever their number. */
    private static final String ROWS = """
            jsonb_to_recordset(?::jsonb) as r (item_id text, titles jsonb, description text, brand text,
                merchant_id text, categories text[], attributes jsonb, cost_amount numeric, cost_currency text,
                list_price_amount numeric, list_price_currency text, weight_grams integer, size text, image_url text,
                active boolean, withdrawn_at timestamptz, version bigint, created_at timestamptz,
                updated_at timestamptz, search_text text)""";

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    ProductStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.json = JsonMapper.shared();
    }

    List<Product> find(Collection<String> itemIds) {
        return select("where item_id = any(?)", (Object) itemIds.toArray(String[]::new));
    }

    /** The items, locked in the order of their ids until the transaction ends. */
    List<Product> lock(Collection<String> itemIds) {
        return select("where item_id = any(?) order by item_id for update", (Object) itemIds.toArray(String[]::new));
    }

    List<Product> list(ProductFilter filter, @Nullable String after, int limit) {
        List<Object> arguments = new ArrayList<>();
        String where = filter.where(arguments);
        if (after != null) {
            where += " and item_id > ?";
            arguments.add(after);
        }
        arguments.add(limit);
        return select("where " + where + " order by item_id limit ?", arguments.toArray());
    }

    /** Inserts the items that are not there yet and answers their ids. */
    Set<String> insertMissing(List<Product> products) {
        return new HashSet<>(jdbc.queryForList(
                "insert into product (" + COLUMNS + ", search_text) select " + COLUMNS + ", search_text from " + ROWS
                        + " on conflict (item_id) do nothing returning item_id",
                String.class,
                rows(products)));
    }

    void update(List<Product> products) {
        jdbc.update(
                "update product set (" + COLUMNS + ", search_text) = (select "
                        + COLUMNS.replaceAll("([a-z_]+)", "r.$1") + ", r.search_text) from " + ROWS
                        + " where product.item_id = r.item_id",
                rows(products));
    }

    private String rows(List<Product> products) {
        ArrayNode rows = json.createArrayNode();
        for (Product product : products) {
            ProductContent content = product.content();
            ObjectNode row = rows.addObject();
            row.put("item_id", product.itemId());
            row.set("titles", json.valueToTree(content.titles()));
            row.put("description", content.description());
            row.put("brand", content.brand());
            row.put("merchant_id", content.merchantId());
            row.set("categories", json.valueToTree(content.categories()));
            row.set("attributes", json.valueToTree(content.attributes()));
            putMoney(row, "cost", content.cost());
            putMoney(row, "list_price", content.listPrice());
            row.put("weight_grams", content.weightGrams());
            row.put("size", content.size());
            row.put("image_url", content.imageUrl());
            row.put("active", content.active());
            row.put("withdrawn_at", text(product.withdrawnAt()));
            row.put("version", product.version());
            row.put("created_at", text(product.createdAt()));
            row.put("updated_at", text(product.updatedAt()));
            row.put("search_text", content.searchText(product.itemId()));
        }
        return json.writeValueAsString(rows);
    }

    private static void putMoney(ObjectNode row, String name, @Nullable Money money) {
        if (money != null) {
            row.put(name + "_amount", money.amount().toPlainString());
            row.put(name + "_currency", money.currency());
        }
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private List<Product> select(String tail, Object... arguments) {
        return jdbc.query("select " + COLUMNS + " from product " + tail, (row, number) -> product(row), arguments);
    }

    private Product product(ResultSet row) throws SQLException {
        Array categories = row.getArray("categories");
        ProductContent content = new ProductContent(
                json.readValue(row.getString("titles"), TEXTS),
                row.getString("description"),
                row.getString("brand"),
                row.getString("merchant_id"),
                List.of((String[]) categories.getArray()),
                json.readValue(row.getString("attributes"), TEXTS),
                money(row, "cost"),
                money(row, "list_price"),
                row.getObject("weight_grams", Integer.class),
                row.getString("size"),
                row.getString("image_url"),
                row.getBoolean("active"));
        OffsetDateTime withdrawnAt = row.getObject("withdrawn_at", OffsetDateTime.class);
        return new Product(
                row.getString("item_id"),
                content,
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                withdrawnAt == null ? null : withdrawnAt.toInstant());
    }

    private static @Nullable Money money(ResultSet row, String prefix) throws SQLException {
        String currency = row.getString(prefix + "_currency");
        return currency == null ? null : new Money(row.getBigDecimal(prefix + "_amount"), currency);
    }
}
