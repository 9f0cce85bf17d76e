package dev.shopkeeper.recommendation.exposure;

import dev.shopkeeper.recommendation.exposure.balance.ItemExposure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what was shown of each item, from impressions and not from answers: what nobody scrolled to got no exposure. */
@Repository
class ExposureStore {

    private static final String ITEMS = """
            with shown as (
                select item_id, count(*) as impressions, sum(ln(2::double precision) / ln(1::double precision + position)) as exposure
                from impression
                where decided_at is not null and shown_at >= :from and shown_at < :to
                group by item_id
            ), done as (
                select item_id, sum(times) as interactions from interaction
                where occurred_at >= :from and occurred_at < :to
                group by item_id
            )
            select item_id, item.item_id is not null, coalesce(item.active, false), item.merchant_id, item.brand,
                   coalesce(impressions, 0), coalesce(exposure, 0), coalesce(interactions, 0)
            from item full join shown using (item_id) full join done using (item_id)
            where item.active or exposure is not null or interactions is not null
            order by item_id
            """;

    private final JdbcClient jdbc;

    ExposureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Active items, and all others that were shown or met in the time; {@code from} included, {@code to} excluded. */
    List<ItemExposure> items(Instant from, Instant to) {
        return jdbc.sql(ITEMS)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new ItemExposure(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getDouble(7),
                        row.getLong(8)))
                .list();
    }
}
