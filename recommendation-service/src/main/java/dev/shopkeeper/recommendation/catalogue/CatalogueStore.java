package dev.shopkeeper.recommendation.catalogue;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.readmodel.HeardPrice;
import dev.shopkeeper.readmodel.HeardStock;
import dev.shopkeeper.recommendation.jdbc.Columns;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/**
 * The tables behind the catalogue. What is older than what is stored changes nothing, so events may be applied twice and
 * in any order. Every change carries its transaction, by which replicas follow.
 */
@Repository
public class CatalogueStore {

    /** Before every transaction. */
    public static final String START = "0";

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String CHANGED = " tx >= ?::xid8 and tx < ?::xid8";
    private static final String UPSERT = """
            insert into item (item_id, titles, brand, merchant_id, categories, consumable, image_url, active, updated_at,
                              attributes, item_group_id, list_price, list_price_currency, first_heard_at)
            select item_id, titles::jsonb, brand, merchant_id, array(select jsonb_array_elements_text(categories::jsonb)),
                   consumable, image_url, active, updated_at, attributes::jsonb, item_group_id, list_price,
                   list_price_currency, updated_at
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::boolean[],
                        ?::timestamptz[], ?::text[], ?::text[], ?::numeric[], ?::text[])
                 as row(item_id, titles, brand, merchant_id, categories, consumable, image_url, active, updated_at,
                        attributes, item_group_id, list_price, list_price_currency)
            on conflict (item_id) do update
            set titles = excluded.titles, brand = excluded.brand, merchant_id = excluded.merchant_id,
                categories = excluded.categories, consumable = excluded.consumable, image_url = excluded.image_url,
                active = excluded.active, updated_at = excluded.updated_at, attributes = excluded.attributes,
                item_group_id = excluded.item_group_id, list_price = excluded.list_price,
                list_price_currency = excluded.list_price_currency, tx = excluded.tx
            where item.updated_at <= excluded.updated_at
            """;
    private static final String WITHDRAW = """
            insert into item (item_id, titles, categories, consumable, active, updated_at, first_heard_at)
            select item_id, '{}', '{}', false, false, updated_at, updated_at
            from unnest(?::text[], ?::timestamptz[]) as row(item_id, updated_at)
            on conflict (item_id) do update
            set active = false, updated_at = excluded.updated_at, tx = excluded.tx
            where item.updated_at <= excluded.updated_at
            """;

    private final JdbcTemplate jdbc;
    private final HeardStock stock;
    private final HeardPrice prices;
    private final String consumableAttribute;

    CatalogueStore(JdbcTemplate jdbc, CatalogueSettings settings) {
        this.jdbc = jdbc;
        this.stock = HeardStock.followed(jdbc);
        this.prices = HeardPrice.followed(jdbc);
        this.consumableAttribute = settings.consumableAttribute();
    }

    public void upsert(List<ItemUpserted> items) {
        List<ItemUpserted> rows = newest(items, ItemUpserted::itemId, ItemUpserted::updatedAt);
        update(Columns.of(UPSERT, rows)
                .column("text", ItemUpserted::itemId)
                .column("text", item -> EventJson.mapper().writeValueAsString(item.titles()))
                .column("text", ItemUpserted::brand)
                .column("text", ItemUpserted::merchantId)
                .column("text", item -> EventJson.mapper().writeValueAsString(item.categories()))
                .column(
                        "bool",
                        item -> "true".equalsIgnoreCase(item.attributes().get(consumableAttribute)))
                .column("text", ItemUpserted::imageUrl)
                .column("bool", ItemUpserted::active)
                .column("timestamptz", ItemUpserted::updatedAt)
                .column("text", item -> EventJson.mapper().writeValueAsString(item.attributes()))
                .column("text", ItemUpserted::itemGroupId)
                .column("numeric", item -> listPrice(item, Money::amount))
                .column("text", item -> listPrice(item, Money::currency)));
    }

    private static <V> @Nullable V listPrice(ItemUpserted item, Function<Money, V> part) {
        Money price = item.listPrice();
        return price == null ? null : part.apply(price);
    }

    public void withdraw(List<ItemWithdrawn> items) {
        update(Columns.of(WITHDRAW, newest(items, ItemWithdrawn::itemId, ItemWithdrawn::withdrawnAt))
                .column("text", ItemWithdrawn::itemId)
                .column("timestamptz", ItemWithdrawn::withdrawnAt));
    }

    public void stock(List<StockLevelChanged> levels) {
        stock.put(levels);
    }

    public void price(List<PriceChanged> prices) {
        this.prices.put(prices);
    }

    /**
     * Tells of what changed from one horizon to the present one, which is returned: the oldest transaction that may
     * still be running.
     *
     * @param from the horizon up to which everything is known, or {@link #START}
     */
    public String follow(String from, Changes changes) {
        String horizon = Objects.requireNonNull(
                jdbc.queryForObject("select pg_snapshot_xmin(pg_current_snapshot())::text", String.class));
        jdbc.query(
                "select * from item where" + CHANGED,
                row -> {
                    changes.item(item(row));
                },
                from,
                horizon);
        jdbc.query(
                "select item_id, sum(available) from item_stock where item_id in (select item_id from item_stock where"
                        + CHANGED + ") group by item_id",
                row -> {
                    changes.available(row.getString(1), row.getLong(2));
                },
                from,
                horizon);
        jdbc.query(
                "select * from item_price where" + CHANGED,
                row -> {
                    changes.price(
                            row.getString("item_id"),
                            new CatalogueItem.Price(
                                    new Money(row.getBigDecimal("amount"), row.getString("currency")),
                                    row.getObject("effective_from", OffsetDateTime.class)
                                            .toInstant(),
                                    instant(row.getObject("effective_until", OffsetDateTime.class))));
                },
                from,
                horizon);
        jdbc.query(
                "select item_id, until from hidden_item where" + CHANGED,
                row -> {
                    Instant until = instant(row.getObject("until", OffsetDateTime.class));
                    changes.hidden(row.getString("item_id"), until == null ? Instant.MAX : until);
                },
                from,
                horizon);
        jdbc.query(
                "select merchant_id, share from exposure_floor where" + CHANGED,
                row -> {
                    changes.exposureFloor(row.getString("merchant_id"), row.getDouble("share"));
                },
                from,
                horizon);
        return horizon;
    }

    /** Told of what is true now; may be told the same twice. */
    public interface Changes {
        void item(CatalogueItem item);

        /** @param units at all locations together */
        void available(String itemId, long units);

        void price(String itemId, CatalogueItem.Price price);

        /** @param until from when it may be shown again; in the past where it may be shown */
        void hidden(String itemId, Instant until);

        /** @param share of each list that the merchant is to have; 0 for none in particular */
        void exposureFloor(String merchantId, double share);
    }

    private static CatalogueItem item(ResultSet row) throws SQLException {
        return new CatalogueItem(
                row.getString("item_id"),
                EventJson.mapper().readValue(row.getString("titles"), TEXTS),
                row.getString("brand"),
                row.getString("merchant_id"),
                strings(row.getArray("categories")),
                row.getBoolean("consumable"),
                row.getString("image_url"),
                row.getBoolean("active"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                EventJson.mapper().readValue(row.getString("attributes"), TEXTS),
                row.getString("item_group_id"),
                listPrice(row),
                row.getObject("first_heard_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Money listPrice(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal("list_price");
        return amount == null ? null : new Money(amount, row.getString("list_price_currency"));
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private void update(Columns<?> columns) {
        if (!columns.isEmpty()) {
            jdbc.update(columns.statement());
        }
    }

    /** The newest of each key, by key: a statement must not touch a row twice, and two must lock rows in one order. */
    private static <T> List<T> newest(Collection<T> rows, Function<T, String> key, Function<T, Instant> time) {
        Map<String, T> newest = new TreeMap<>();
        rows.forEach(row -> newest.merge(
                key.apply(row), row, (old, next) -> time.apply(next).isBefore(time.apply(old)) ? old : next));
        return List.copyOf(newest.values());
    }
}
