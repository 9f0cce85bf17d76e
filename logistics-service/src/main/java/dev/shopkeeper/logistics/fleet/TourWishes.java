package dev.shopkeeper.logistics.fleet;

import static dev.shopkeeper.starter.jdbc.Columns.text;

import java.time.Clock;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Notes why tours are wanted anew, in the transaction that gives the cause: what it changed is planned soon after it ends, by
 * whatever replica lives then. Where there is no depot there is nothing to plan.
 */
@Repository
public class TourWishes {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    TourWishes(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of some depots; ids that nobody knows are passed over. */
    public void add(Collection<String> depotIds, String cause) {
        if (!depotIds.isEmpty()) {
            jdbc.update("""
                    insert into tour_wish (depot_id, cause, asked_at)
                    select depot_id, ?, ?::timestamptz from depot where depot_id = any (?::text[])
                    """, cause, clock.instant().toString(), text(new TreeSet<>(depotIds), Function.identity()));
        }
    }

    /** Of all depots. */
    public void add(String cause) {
        jdbc.update(
                "insert into tour_wish (depot_id, cause, asked_at) select depot_id, ?, ?::timestamptz from depot",
                cause,
                clock.instant().toString());
    }
}
