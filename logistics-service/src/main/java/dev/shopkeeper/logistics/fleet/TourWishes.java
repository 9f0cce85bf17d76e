package dev.shopkeeper.logistics.fleet;

import static dev.shopkeeper.starter.jdbc.Columns.text;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Notes why tours are wanted anew, in the transaction that gives the cause: what it changed is planned soon after it ends, by
 * whatever replica lives then. Where there is no depot there is nothing to plan.
 */
@Repository
public class TourWishes {

    private final FleetStore store;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    TourWishes(FleetStore store, JdbcTemplate jdbc, Clock clock) {
        this.store = store;
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

    /**
     * Of the depots that places belong to, of all where somebody said no more than a zone.
     *
     * @param places latitude and longitude, or null
     */
    public void addNear(Collection<double @Nullable []> places, String cause) {
        if (places.isEmpty()) {
            return;
        }
        List<Depot> depots = store.all();
        Set<String> near = new TreeSet<>();
        for (double[] place : places) {
            if (place == null) {
                depots.forEach(depot -> near.add(depot.depotId()));
            } else {
                Nearness.of(depots, place[0], place[1]).ifPresent(belongs -> near.add(belongs.depotId()));
            }
        }
        add(near, cause);
    }

    /** Of all depots. */
    public void add(String cause) {
        jdbc.update(
                "insert into tour_wish (depot_id, cause, asked_at) select depot_id, ?, ?::timestamptz from depot",
                cause,
                clock.instant().toString());
    }
}
