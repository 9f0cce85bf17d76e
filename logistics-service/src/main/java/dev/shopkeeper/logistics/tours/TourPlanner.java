package dev.shopkeeper.logistics.tours;

import dev.shopkeeper.logistics.day.DayPlan;
import dev.shopkeeper.logistics.day.DayPlanner;
import dev.shopkeeper.logistics.delivery.PlannedStops;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Plans what is wished for. A wish lasts until a plan that knows its cause is kept, so that a process that is killed meanwhile
 * loses none; where two replicas plan the same depot, the first one counts and the other looks again.
 */
@Service
class TourPlanner {

    private static final Logger LOG = LoggerFactory.getLogger(TourPlanner.class);

    private static final int MOST_TRIES = 5;
    private static final Duration PAUSE_AFTER_A_FAILURE = Duration.ofSeconds(10);
    private static final long SEED = 1;

    private final DayLoader loader;
    private final TourStore store;
    private final RoadsNow roads;
    private final JdbcTemplate jdbc;
    private final TourSettings settings;
    private final Clock clock;
    private final Map<String, Instant> failed = new ConcurrentHashMap<>();

    TourPlanner(
            DayLoader loader, TourStore store, RoadsNow roads, JdbcTemplate jdbc, TourSettings settings, Clock clock) {
        this.loader = loader;
        this.store = store;
        this.roads = roads;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    private record Due(String depotId, TourStore.Wanted wanted) {}

    /** Plans every depot whose tours are wanted anew. */
    void round() {
        Instant now = clock.instant();
        for (Due due : due(now)) {
            Instant last = failed.get(due.depotId);
            if (last != null && last.plus(PAUSE_AFTER_A_FAILURE).isAfter(now)) {
                continue;
            }
            try {
                // where somebody else has planned meanwhile, the wishes that are left come up in the next round
                plan(due.depotId, due.wanted);
                failed.remove(due.depotId);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                failed.put(due.depotId, now);
                LOG.warn(
                        "The tours of depot '{}' could not be planned; the next try comes in {}",
                        due.depotId,
                        PAUSE_AFTER_A_FAILURE,
                        e);
            }
        }
    }

    /** Plans now, and says what moved. */
    Replanning now(String depotId) {
        try {
            for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
                Instant now = clock.instant();
                List<Long> wishes =
                        jdbc.queryForList("select wish_id from tour_wish where depot_id = ?", Long.class, depotId);
                Optional<Replanning> kept = plan(depotId, new TourStore.Wanted(wishes, "asked", now));
                if (kept.isPresent()) {
                    return kept.get();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The planning was interrupted.", e);
        }
        throw ProblemException.conflict(
                "being-planned",
                "The tours of depot '" + depotId + "' are planned by somebody else over and over.",
                "Maybe ask again in a moment?");
    }

    private Optional<Replanning> plan(String depotId, TourStore.Wanted wanted) throws InterruptedException {
        Instant now = clock.instant();
        Known known = loader.load(depotId, now);
        RoadsNow.Answer roadsNow = roads.at(now);
        DayPlan plan = new DayPlanner(
                        now,
                        known.depot().timeZone(),
                        known.shifts(),
                        known.stops(),
                        roadsNow.roads(),
                        settings.search(),
                        SEED)
                .plan();
        return store.keep(known, plan.with(known.nowhere()), roadsNow.stamp(), wanted, now);
    }

    /** What is wished for, and where time has passed, or another model serves: what was too late or too far ahead may be near now. */
    private List<Due> due(Instant now) {
        String model = TourStore.plannedBy(roads.stamp(now));
        return jdbc.query(
                """
                select depot.depot_id, coalesce(array_agg(wish_id) filter (where wish_id is not null), '{}') as wishes,
                       coalesce(string_agg(distinct cause, ','),
                                case when planned_by = ? then 'time' else 'model' end) as cause,
                       coalesce(min(asked_at), ?::timestamptz) as asked_at
                from depot left join tour_wish using (depot_id)
                group by depot.depot_id
                having count(wish_id) > 0
                    or (depot.planned_at < ?::timestamptz or depot.planned_by <> ?)
                       and exists (select from delivery where state = 'WAITING' and requested_at > ?::timestamptz)
                order by depot.depot_id
                """,
                (row, number) -> new Due(
                        row.getString("depot_id"),
                        new TourStore.Wanted(
                                List.of((Long[]) row.getArray("wishes").getArray()),
                                row.getString("cause"),
                                row.getObject("asked_at", OffsetDateTime.class).toInstant())),
                model,
                now.toString(),
                now.minus(settings.every()).toString(),
                model,
                now.minus(PlannedStops.LOOKS_BACK).toString());
    }
}
