package dev.shopkeeper.pricing.competitor;

import static dev.shopkeeper.starter.jdbc.Columns.decimals;
import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.events.CompetitorPriceObserved;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What competitors ask. An observation is identified by item, competitor and time; the same one again is no news, and a
 * correction of it replaces its price.
 */
@Service
public class CompetitorPrices {

    private final JdbcTemplate jdbc;

    CompetitorPrices(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps observations, whether uploaded or heard. */
    @Transactional
    public void observe(Collection<CompetitorPriceObserved> observations) {
        jdbc.update(
                """
                insert into competitor_observation
                    (item_id, competitor_id, observed_at, price, currency, shipping, shipping_currency, in_stock, url)
                select distinct on (item_id collate "C", competitor_id collate "C", observed_at)
                       item_id, competitor_id, observed_at, price, currency, shipping, shipping_currency, in_stock, url
                from unnest(?::text[], ?::text[], ?::timestamptz[], ?::numeric[], ?::text[], ?::numeric[], ?::text[],
                            ?::boolean[], ?::text[]) with ordinality
                    as seen (item_id, competitor_id, observed_at, price, currency, shipping, shipping_currency,
                             in_stock, url, place)
                order by item_id collate "C", competitor_id collate "C", observed_at, place desc
                on conflict (item_id, competitor_id, observed_at) do update set
                    price = excluded.price, currency = excluded.currency, shipping = excluded.shipping,
                    shipping_currency = excluded.shipping_currency, in_stock = excluded.in_stock, url = excluded.url
                """,
                text(observations, CompetitorPriceObserved::itemId),
                text(observations, CompetitorPriceObserved::competitorId),
                times(observations, CompetitorPriceObserved::observedAt),
                decimals(observations, seen -> seen.price().amount()),
                text(observations, seen -> seen.price().currency()),
                decimals(observations, seen -> amount(seen.shipping())),
                text(observations, seen -> currency(seen.shipping())),
                printed(observations, CompetitorPriceObserved::inStock),
                text(observations, CompetitorPriceObserved::url));
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private static @Nullable String currency(@Nullable Money money) {
        return money == null ? null : money.currency();
    }

    /** The latest observation of each competitor of an item. */
    Page<CompetitorPriceView> latest(String itemId, PageRequest request) {
        List<CompetitorPriceView> found = jdbc.query(
                """
                select distinct on (competitor_id) * from competitor_observation
                where item_id = ? and competitor_id > ?
                order by competitor_id, observed_at desc limit ?
                """,
                (row, number) -> view(row),
                itemId,
                request.after() == null ? "" : request.after(),
                request.probe());
        return request.page(found, CompetitorPriceView::competitorId);
    }

    private static CompetitorPriceView view(ResultSet row) throws SQLException {
        BigDecimal shipping = row.getBigDecimal("shipping");
        return new CompetitorPriceView(
                row.getString("item_id"),
                row.getString("competitor_id"),
                new Money(row.getBigDecimal("price"), row.getString("currency")),
                shipping == null ? null : new Money(shipping, row.getString("shipping_currency")),
                row.getObject("in_stock", Boolean.class),
                row.getString("url"),
                row.getObject("observed_at", OffsetDateTime.class).toInstant());
    }
}
