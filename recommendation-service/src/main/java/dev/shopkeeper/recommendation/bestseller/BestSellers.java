package dev.shopkeeper.recommendation.bestseller;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Adds up the days' sales. */
@Repository
class BestSellers {

    private static final String QUERY = """
            select sales.item_id, sum(ordered) as ordered, sum(cancelled) as cancelled, sum(returned) as returned,
                   sum(ordered - cancelled - returned) as units,
                   coalesce(item.titles ->> :language, item.titles ->> 'en', item.titles ->> 'zh') as title
            from daily_sales sales left join item using (item_id)
            where day between :from and :to
              and (:category::text is null or :category = any (item.categories))
            group by sales.item_id, item.item_id
            having sum(ordered - cancelled - returned) > 0
            order by units desc, sales.item_id
            limit :limit
            """;

    private final JdbcClient jdbc;

    BestSellers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<BestSeller> between(LocalDate from, LocalDate to, @Nullable String category, String language, int limit) {
        return jdbc.sql(QUERY)
                .param("from", from)
                .param("to", to)
                .param("category", category)
                .param("language", language)
                .param("limit", limit)
                .query((row, number) -> new BestSeller(
                        number + 1,
                        row.getString("item_id"),
                        row.getString("title"),
                        row.getLong("units"),
                        row.getLong("ordered"),
                        row.getLong("cancelled"),
                        row.getLong("returned")))
                .list();
    }

    /**
     * An item's sales.
     *
     * @param units ordered less cancelled and returned
     */
    record BestSeller(
            int rank,
            String itemId,
            @Nullable String title,
            long units,
            long unitsOrdered,
            long unitsCancelled,
            long unitsReturned) {}
}
