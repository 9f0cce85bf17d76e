package dev.shopkeeper.inventory.supply;

import static dev.shopkeeper.starter.jdbc.Columns.decimals;
import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.events.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of supply terms. */
@Repository
class SupplyTermsStore {

    private final JdbcTemplate jdbc;

    SupplyTermsStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those of the ids that the catalogue has. Until the transaction ends nobody else changes their terms, so that two
     * suppliers are never preferred at once.
     */
    Set<String> lockKnownItems(Collection<String> itemIds) {
        return new HashSet<>(jdbc.queryForList(
                "select item_id from product where item_id = any(?) order by item_id for no key update",
                String.class,
                (Object) itemIds.toArray(String[]::new)));
    }

    /** No other terms of the item are preferred any longer. */
    void preferOnly(Collection<SupplyTerms> preferred) {
        jdbc.update("""
                update supply_terms terms set preferred = false
                from unnest(?::text[], ?::text[]) as chosen (item_id, supplier_id)
                where terms.preferred and terms.item_id = chosen.item_id and terms.supplier_id <> chosen.supplier_id
                """, text(preferred, SupplyTerms::itemId), text(preferred, SupplyTerms::supplierId));
    }

    /** Creates or replaces terms, sorted by their key; answers how many were not there like that. */
    int put(Collection<SupplyTerms> terms, Instant now) {
        return jdbc.update(
                """
                insert into supply_terms as present (item_id, supplier_id, lead_time_days, minimum_order_quantity,
                    case_pack, shelf_life_days, unit_cost_amount, unit_cost_currency, preferred, review_period_days,
                    updated_at)
                select row.*, ?::timestamptz
                from unnest(?::text[], ?::text[], ?::float8[], ?::bigint[], ?::bigint[], ?::bigint[], ?::numeric[],
                            ?::text[], ?::boolean[], ?::integer[]) as row
                on conflict (item_id, supplier_id) do update set lead_time_days = excluded.lead_time_days,
                    minimum_order_quantity = excluded.minimum_order_quantity, case_pack = excluded.case_pack,
                    shelf_life_days = excluded.shelf_life_days, unit_cost_amount = excluded.unit_cost_amount,
                    unit_cost_currency = excluded.unit_cost_currency, preferred = excluded.preferred,
                    review_period_days = excluded.review_period_days, updated_at = excluded.updated_at
                where (present.lead_time_days, present.minimum_order_quantity, present.case_pack,
                       present.shelf_life_days, present.unit_cost_amount, present.unit_cost_currency,
                       present.preferred, present.review_period_days)
                    is distinct from
                      (excluded.lead_time_days, excluded.minimum_order_quantity, excluded.case_pack,
                       excluded.shelf_life_days, excluded.unit_cost_amount, excluded.unit_cost_currency,
                       excluded.preferred, excluded.review_period_days)
                """,
                now.toString(),
                text(terms, SupplyTerms::itemId),
                text(terms, SupplyTerms::supplierId),
                printed(terms, SupplyTerms::leadTimeDays),
                printed(terms, SupplyTerms::minimumOrderQuantity),
                printed(terms, SupplyTerms::casePack),
                printed(terms, SupplyTerms::shelfLifeDays),
                decimals(
                        terms,
                        each -> each.unitCost() == null ? null : each.unitCost().amount()),
                text(
                        terms,
                        each -> each.unitCost() == null ? null : each.unitCost().currency()),
                printed(terms, SupplyTerms::preferred),
                printed(terms, SupplyTerms::reviewPeriodDays));
    }

    Optional<SupplyTerms> find(String itemId, String supplierId) {
        return jdbc
                .query(
                        "select * from supply_terms where item_id = ? and supplier_id = ?",
                        (row, number) -> terms(row),
                        itemId,
                        supplierId)
                .stream()
                .findFirst();
    }

    /** The terms by which an item is ordered: the preferred ones, or else the first by supplier. */
    Optional<SupplyTerms> chosen(String itemId) {
        return jdbc
                .query(
                        "select * from supply_terms where item_id = ? order by preferred desc, supplier_id limit 1",
                        (row, number) -> terms(row),
                        itemId)
                .stream()
                .findFirst();
    }

    boolean delete(String itemId, String supplierId) {
        return jdbc.update("delete from supply_terms where item_id = ? and supplier_id = ?", itemId, supplierId) > 0;
    }

    List<SupplyTerms> list(
            @Nullable String itemId, @Nullable String supplierId, @Nullable List<String> after, int limit) {
        List<Object> arguments = new ArrayList<>();
        StringBuilder where = new StringBuilder("true");
        if (itemId != null) {
            where.append(" and item_id = ?");
            arguments.add(itemId);
        }
        if (supplierId != null) {
            where.append(" and supplier_id = ?");
            arguments.add(supplierId);
        }
        if (after != null) {
            where.append(" and (item_id, supplier_id) > (?, ?)");
            arguments.addAll(after);
        }
        arguments.add(limit);
        return jdbc.query(
                "select * from supply_terms where " + where + " order by item_id, supplier_id limit ?",
                (row, number) -> terms(row),
                arguments.toArray());
    }

    private static SupplyTerms terms(ResultSet row) throws SQLException {
        String currency = row.getString("unit_cost_currency");
        return new SupplyTerms(
                row.getString("item_id"),
                row.getString("supplier_id"),
                row.getObject("lead_time_days", Double.class),
                row.getLong("minimum_order_quantity"),
                row.getLong("case_pack"),
                row.getObject("shelf_life_days", Long.class),
                currency == null ? null : new Money(row.getBigDecimal("unit_cost_amount"), currency),
                row.getBoolean("preferred"),
                row.getLong("review_period_days"));
    }
}
