package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.inventory.input.Monies;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the catalogue, read and written in sets. */
@Repository
class ProductStore {

    private static final String COLUMNS = """
            item_id, titles, description, brand, merchant_id, categories, attributes, cost_amount, cost_currency,
            list_price_amount, list_price_currency, weight_grams, size, image_url, active, withdrawn_at, version,
            created_at, updated_at""";

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

    /** Inserts the items that are not there yet; the answer says for each whether it was inserted. */
    boolean[] insertMissing(List<Product> products) {
        int[] counts = jdbc.batchUpdate(
                "insert into product (" + COLUMNS + ", search_text) values"
                        + " (?, ?::jsonb, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (item_id) do nothing",
                new Setter(products) {
                    @Override
                    void set(PreparedStatement statement, Product product) throws SQLException {
                        statement.setString(1, product.itemId());
                        setContent(statement, 2, product);
                        statement.setObject(18, time(product.createdAt()));
                        statement.setObject(19, time(product.updatedAt()));
                        statement.setString(20, product.content().searchText(product.itemId()));
                    }
                });
        boolean[] inserted = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            inserted[i] = counts[i] > 0;
        }
        return inserted;
    }

    void update(List<Product> products) {
        jdbc.batchUpdate("""
                update product set titles = ?::jsonb, description = ?, brand = ?, merchant_id = ?, categories = ?,
                    attributes = ?::jsonb, cost_amount = ?, cost_currency = ?, list_price_amount = ?,
                    list_price_currency = ?, weight_grams = ?, size = ?, image_url = ?, active = ?, withdrawn_at = ?,
                    version = ?, updated_at = ?, search_text = ?
                where item_id = ?""", new Setter(products) {
            @Override
            void set(PreparedStatement statement, Product product) throws SQLException {
                setContent(statement, 1, product);
                statement.setObject(17, time(product.updatedAt()));
                statement.setString(18, product.content().searchText(product.itemId()));
                statement.setString(19, product.itemId());
            }
        });
    }

    private void setContent(PreparedStatement statement, int first, Product product) throws SQLException {
        ProductContent content = product.content();
        int at = first;
        statement.setString(at++, json.writeValueAsString(content.titles()));
        statement.setString(at++, content.description());
        statement.setString(at++, content.brand());
        statement.setString(at++, content.merchantId());
        statement.setArray(
                at++,
                statement
                        .getConnection()
                        .createArrayOf("text", content.categories().toArray()));
        statement.setString(at++, json.writeValueAsString(content.attributes()));
        at = setMoney(statement, at, content.cost());
        at = setMoney(statement, at, content.listPrice());
        statement.setObject(at++, content.weightGrams(), Types.INTEGER);
        statement.setString(at++, content.size());
        statement.setString(at++, content.imageUrl());
        statement.setBoolean(at++, content.active());
        statement.setObject(at++, product.withdrawnAt() == null ? null : time(product.withdrawnAt()));
        statement.setLong(at, product.version());
    }

    private static int setMoney(PreparedStatement statement, int at, @Nullable Money money) throws SQLException {
        statement.setBigDecimal(at, money == null ? null : money.amount());
        statement.setString(at + 1, money == null ? null : money.currency());
        return at + 2;
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
        return currency == null ? null : Monies.normalised(row.getBigDecimal(prefix + "_amount"), currency);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Sets one product a statement of a batch. */
    private abstract static class Setter implements BatchPreparedStatementSetter {

        private final List<Product> products;

        Setter(List<Product> products) {
            this.products = products;
        }

        abstract void set(PreparedStatement statement, Product product) throws SQLException;

        @Override
        public void setValues(PreparedStatement statement, int index) throws SQLException {
            set(statement, products.get(index));
        }

        @Override
        public int getBatchSize() {
            return products.size();
        }
    }
}
