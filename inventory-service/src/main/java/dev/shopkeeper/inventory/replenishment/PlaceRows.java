package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.inventory.replenishment.policy.NetPosition;
import dev.shopkeeper.inventory.stock.StockPlace;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Places and what is there and coming. */
@Repository
class PlaceRows {

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000_000L);

    private final JdbcTemplate jdbc;

    PlaceRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    boolean inCatalogue(String itemId) {
        return !jdbc.queryForList("select 1 from product where item_id = ?", Integer.class, itemId)
                .isEmpty();
    }

    /** Whether there is, or was, stock of anything. */
    boolean hasStock(String locationId) {
        return !jdbc.queryForList("select 1 from stock_level where location_id = ? limit 1", Integer.class, locationId)
                .isEmpty();
    }

    /** Those of the items that are on sale. */
    Set<String> onSale(Collection<String> itemIds) {
        return new HashSet<>(jdbc.queryForList(
                "select item_id from product where item_id = any(?) and active and withdrawn_at is null",
                String.class,
                (Object) itemIds.toArray(String[]::new)));
    }

    List<String> locations(String itemId) {
        return jdbc.queryForList(
                "select location_id from stock_level where item_id = ? order by location_id", String.class, itemId);
    }

    /** The places of items on sale, in their order, behind {@code after}. */
    List<StockPlace> page(@Nullable String locationId, @Nullable StockPlace after, int limit) {
        return jdbc.query(
                """
                select item_id, location_id from stock_level join product using (item_id)
                where active and withdrawn_at is null and (?::text is null or location_id = ?)
                  and (item_id, location_id) > (?, ?)
                order by item_id, location_id limit ?
                """,
                (row, number) -> new StockPlace(row.getString(1), row.getString(2)),
                locationId,
                locationId,
                after == null ? "" : after.itemId(),
                after == null ? "" : after.locationId(),
                limit);
    }

    /** @param exceptOrder a draft that is not to be counted, or null */
    NetPosition position(StockPlace place, @Nullable String exceptOrder) {
        return jdbc.queryForObject(
                """
                select coalesce(max(level.on_hand), 0) as on_hand, coalesce(max(level.reserved), 0) as reserved,
                       coalesce(max(pipeline.on_order), 0) as on_order, coalesce(max(pipeline.drafts), 0) as drafts
                from (select sum(greatest(quantity - received_quantity, 0)) filter (where state = 'APPROVED') as on_order,
                             sum(quantity) filter (where state = 'DRAFT') as drafts
                      from purchase_order
                      where item_id = ? and location_id = ? and state in ('DRAFT', 'APPROVED')
                        and purchase_order_id is distinct from ?) as pipeline
                left join stock_level level on level.item_id = ? and level.location_id = ?
                """,
                (row, number) -> NetPosition.of(
                        row.getLong("on_hand"),
                        row.getLong("reserved"),
                        whole(row.getBigDecimal("on_order")),
                        whole(row.getBigDecimal("drafts"))),
                place.itemId(),
                place.locationId(),
                exceptOrder,
                place.itemId(),
                place.locationId());
    }

    private static long whole(BigDecimal units) {
        if (units.compareTo(MOST) > 0) {
            throw new ArithmeticException("Its purchase orders add up to " + units.toPlainString()
                    + " units, beyond any stock. Maybe a quantity was mistyped?");
        }
        return units.longValueExact();
    }

    /** Lets what is proposed for a place happen one after another, until the transaction ends. */
    void lock(StockPlace place) {
        jdbc.query(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                row -> {},
                "replenishment\n" + place.itemId() + "\n" + place.locationId());
    }
}
