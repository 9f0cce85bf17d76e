package dev.shopkeeper.inventory.stock;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.inventory.input.Monies;
import dev.shopkeeper.inventory.stock.StockDecision.Moved;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of levels and ledger. */
@Repository
class StockStore {

    private static final String LEVEL = "item_id, location_id, on_hand, reserved, version, updated_at";

    private final JdbcTemplate jdbc;

    StockStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the ids that the catalogue has. */
    Set<String> knownItems(Collection<String> itemIds) {
        return new HashSet<>(
                jdbc.queryForList("select item_id from product where item_id = any(?)", String.class, (Object)
                        itemIds.toArray(String[]::new)));
    }

    /** The levels of these places, created at zero where missing and locked until the transaction ends. */
    Map<StockPlace, StockLevel> lock(SortedSet<StockPlace> places, Instant now) {
        String[] items = places.stream().map(StockPlace::itemId).toArray(String[]::new);
        String[] locations = places.stream().map(StockPlace::locationId).toArray(String[]::new);
        jdbc.update("""
                insert into stock_level (item_id, location_id, on_hand, reserved, version, updated_at)
                select item_id, location_id, 0, 0, 0, ? from unnest(?::text[], ?::text[]) as p (item_id, location_id)
                on conflict do nothing""", time(now), items, locations);
        Map<StockPlace, StockLevel> levels = new HashMap<>();
        jdbc.query(
                "select " + LEVEL + " from stock_level where (item_id, location_id) in"
                        + " (select * from unnest(?::text[], ?::text[])) order by item_id, location_id for update",
                row -> {
                    StockLevel level = level(row);
                    levels.put(level.place(), level);
                },
                items,
                locations);
        return levels;
    }

    void update(Collection<StockLevel> levels) {
        jdbc.batchUpdate(
                "update stock_level set on_hand = ?, reserved = ?, version = ?, updated_at = ?"
                        + " where item_id = ? and location_id = ?",
                levels.stream()
                        .map(level -> new Object[] {
                            level.onHand(),
                            level.reserved(),
                            level.version(),
                            time(level.updatedAt()),
                            level.place().itemId(),
                            level.place().locationId()
                        })
                        .toList());
    }

    /** Drops the levels that {@link #lock} created and nothing moved. */
    void dropUnused(Collection<StockPlace> places) {
        jdbc.batchUpdate(
                "delete from stock_level where item_id = ? and location_id = ? and version = 0",
                places.stream()
                        .map(place -> new Object[] {place.itemId(), place.locationId()})
                        .toList());
    }

    /** The movements of these ids that are in the ledger. */
    Map<String, StockMovement> movements(Collection<String> movementIds) {
        Map<String, StockMovement> found = new HashMap<>();
        jdbc.query(
                "select * from stock_movement where movement_id = any(?)",
                row -> {
                    found.put(row.getString("movement_id"), movement(row));
                },
                (Object) movementIds.toArray(String[]::new));
        return found;
    }

    /** Appends to the ledger; false where one of the ids was taken meanwhile. */
    boolean append(List<StockMovement> movements, List<Moved> moves, Instant now) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < movements.size(); i++) {
            StockMovement movement = movements.get(i);
            Moved moved = moves.get(i);
            Money cost = movement.unitCost();
            Instant occurredAt = movement.occurredAt();
            rows.add(new @Nullable Object[] {
                movement.movementId(),
                movement.itemId(),
                movement.locationId(),
                movement.reason().wireName(),
                movement.quantity(),
                moved.onHandChange(),
                moved.reservedChange(),
                moved.level().onHand(),
                moved.level().reserved(),
                movement.purchaseOrderId(),
                movement.supplierId(),
                cost == null ? null : cost.amount(),
                cost == null ? null : cost.currency(),
                movement.orderedAt() == null ? null : time(movement.orderedAt()),
                time(occurredAt == null ? now : occurredAt),
                time(now)
            });
        }
        int[] counts = jdbc.batchUpdate("""
                insert into stock_movement (movement_id, item_id, location_id, reason, quantity, on_hand_change,
                    reserved_change, on_hand, reserved, purchase_order_id, supplier_id, unit_cost_amount,
                    unit_cost_currency, ordered_at, occurred_at, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (movement_id) do nothing""", rows);
        for (int count : counts) {
            if (count == 0) {
                return false;
            }
        }
        return true;
    }

    List<StockLevel> levels(String itemId) {
        return jdbc.query(
                "select " + LEVEL + " from stock_level where item_id = ? order by location_id",
                (row, number) -> level(row),
                itemId);
    }

    List<StockLevel> levels(@Nullable String locationId, @Nullable StockPlace after, int limit) {
        List<Object> arguments = new ArrayList<>();
        StringBuilder where = new StringBuilder("true");
        if (locationId != null) {
            where.append(" and location_id = ?");
            arguments.add(locationId);
        }
        if (after != null) {
            where.append(" and (item_id, location_id) > (?, ?)");
            arguments.add(after.itemId());
            arguments.add(after.locationId());
        }
        arguments.add(limit);
        return jdbc.query(
                "select " + LEVEL + " from stock_level where " + where + " order by item_id, location_id limit ?",
                (row, number) -> level(row),
                arguments.toArray());
    }

    /** The ledger of an item, newest first. */
    List<StockMovementView> ledger(String itemId, @Nullable Long before, int limit) {
        return jdbc.query(
                "select * from stock_movement where item_id = ? and sequence < ? order by sequence desc limit ?",
                (row, number) -> new StockMovementView(
                        row.getLong("sequence"),
                        row.getString("movement_id"),
                        row.getString("item_id"),
                        row.getString("location_id"),
                        row.getString("reason"),
                        row.getLong("quantity"),
                        row.getLong("on_hand"),
                        row.getLong("reserved"),
                        row.getLong("on_hand") - row.getLong("reserved"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()),
                itemId,
                before == null ? Long.MAX_VALUE : before,
                limit);
    }

    private static StockLevel level(ResultSet row) throws SQLException {
        return new StockLevel(
                new StockPlace(row.getString("item_id"), row.getString("location_id")),
                row.getLong("on_hand"),
                row.getLong("reserved"),
                row.getLong("version"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static StockMovement movement(ResultSet row) throws SQLException {
        String currency = row.getString("unit_cost_currency");
        OffsetDateTime orderedAt = row.getObject("ordered_at", OffsetDateTime.class);
        return new StockMovement(
                row.getString("movement_id"),
                row.getString("item_id"),
                row.getString("location_id"),
                StockReason.of(row.getString("reason")).orElseThrow(),
                row.getLong("quantity"),
                row.getString("purchase_order_id"),
                row.getString("supplier_id"),
                currency == null ? null : Monies.normalised(row.getBigDecimal("unit_cost_amount"), currency),
                orderedAt == null ? null : orderedAt.toInstant(),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
