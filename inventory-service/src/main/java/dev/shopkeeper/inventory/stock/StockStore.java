package dev.shopkeeper.inventory.stock;

import dev.shopkeeper.events.Money;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows of levels and ledger. */
@Repository
class StockStore {

    private static final String LEVEL = "item_id, location_id, on_hand, reserved, version, updated_at";

    private static final String MOVEMENT = """
            movement_id, item_id, location_id, reason, quantity, on_hand_change, reserved_change, on_hand, reserved,
            purchase_order_id, supplier_id, unit_cost_amount, unit_cost_currency, ordered_at, occurred_at,
            recorded_at""";

    private final JdbcTemplate jdbc;
    private final JsonMapper json = JsonMapper.shared();

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
        ArrayNode rows = json.createArrayNode();
        for (int i = 0; i < movements.size(); i++) {
            StockMovement movement = movements.get(i);
            Moved moved = moves.get(i);
            Money cost = movement.unitCost();
            Instant occurredAt = movement.occurredAt();
            ObjectNode row = rows.addObject();
            row.put("movement_id", movement.movementId());
            row.put("item_id", movement.itemId());
            row.put("location_id", movement.locationId());
            row.put("reason", movement.reason().wireName());
            row.put("quantity", movement.quantity());
            row.put("on_hand_change", moved.onHandChange());
            row.put("reserved_change", moved.reservedChange());
            row.put("on_hand", moved.level().onHand());
            row.put("reserved", moved.level().reserved());
            row.put("purchase_order_id", movement.purchaseOrderId());
            row.put("supplier_id", movement.supplierId());
            row.put("unit_cost_amount", cost == null ? null : cost.amount().toPlainString());
            row.put("unit_cost_currency", cost == null ? null : cost.currency());
            row.put(
                    "ordered_at",
                    movement.orderedAt() == null ? null : movement.orderedAt().toString());
            row.put("occurred_at", (occurredAt == null ? now : occurredAt).toString());
            row.put("recorded_at", now.toString());
        }
        int inserted = jdbc.update(
                "insert into stock_movement (" + MOVEMENT + ") select " + MOVEMENT + """
                         from rows from (jsonb_to_recordset(?::jsonb) as (movement_id text, item_id text, location_id text,
                            reason text, quantity bigint, on_hand_change bigint, reserved_change bigint,
                            on_hand bigint, reserved bigint, purchase_order_id text, supplier_id text,
                            unit_cost_amount numeric, unit_cost_currency text, ordered_at timestamptz,
                            occurred_at timestamptz, recorded_at timestamptz)) with ordinality
                        order by ordinality
                        on conflict (movement_id) do nothing""",
                json.writeValueAsString(rows));
        return inserted == movements.size();
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
                currency == null ? null : new Money(row.getBigDecimal("unit_cost_amount"), currency),
                orderedAt == null ? null : orderedAt.toInstant(),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
