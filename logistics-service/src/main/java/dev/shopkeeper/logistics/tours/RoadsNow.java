package dev.shopkeeper.logistics.tours;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.logistics.day.LearntRoads;
import dev.shopkeeper.logistics.day.LiveTraffic;
import dev.shopkeeper.logistics.day.Roads;
import dev.shopkeeper.logistics.day.UsualRoads;
import dev.shopkeeper.logistics.training.TravelTime;
import dev.shopkeeper.logistics.traveltime.Progress;
import dev.shopkeeper.logistics.traveltime.TravelTimeModel;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How long ways take now: what the champion has learnt, else what is usual, corrected by the traffic that was seen last. */
@Component
public class RoadsNow {

    static final String USUAL = "usual-speed";
    private static final String VERSION = "1";
    /** Traffic that was seen before says nothing any more. */
    private static final Duration OLD = Duration.ofHours(4);

    private static final String MEAN_OF_FOUR_WEEKS = """
            (select avg(speed_metres_per_second) from travel_time past
             where past.zone_id = zone_speed.zone_id and past.observed_at < zone_speed.observed_at
               and past.observed_at > zone_speed.observed_at - interval '28 days')""";

    private final Served<TravelTimeModel> champion;
    private final JdbcTemplate jdbc;
    private final TourSettings settings;

    RoadsNow(Champions champions, TravelTime definition, JdbcTemplate jdbc, TourSettings settings) {
        this.champion = champions.serve(definition, model -> model);
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Roads and who says so. */
    record Answer(Roads roads, Stamp stamp) {}

    /** Who says how long ways take. */
    public Stamp stamp(Instant now) {
        return stamp(champion.current(), now);
    }

    private static Stamp stamp(Served.@Nullable Current<TravelTimeModel> current, Instant now) {
        return current == null
                ? Stamp.degraded(USUAL, VERSION, now, DegradedReason.NO_CHAMPION)
                : Stamp.of(current.model(), current.version(), now);
    }

    Answer at(Instant now) {
        Served.Current<TravelTimeModel> current = champion.current();
        if (current == null) {
            return new Answer(
                    new UsualRoads(
                            settings.usualSpeed(), settings.usualService().toSeconds(), traffic(now, null)),
                    stamp(null, now));
        }
        return new Answer(new LearntRoads(current.use(), traffic(now, current.use())), stamp(current, now));
    }

    /** What was seen last in each zone, against what is usual then; without a model against what was seen on the days before. */
    private LiveTraffic traffic(Instant now, @Nullable TravelTimeModel model) {
        Map<String, LiveTraffic.Departure> zones = new HashMap<>();
        jdbc.query(
                "select zone_id, observed_at, speed_metres_per_second as speed, "
                        + (model == null ? MEAN_OF_FOUR_WEEKS : "null::float8")
                        + " as mean from zone_speed where observed_at > ?::timestamptz",
                row -> {
                    String zone = row.getString("zone_id");
                    Instant seen =
                            row.getObject("observed_at", OffsetDateTime.class).toInstant();
                    double usual = model == null ? row.getDouble("mean") : usual(model, zone, seen);
                    if (usual > 0) {
                        zones.put(zone, new LiveTraffic.Departure(seen, row.getDouble("speed") / usual));
                    }
                },
                now.minus(OLD).toString());
        return new LiveTraffic(zones);
    }

    private static double usual(TravelTimeModel model, String zone, Instant at) {
        ZonedDateTime local = at.atZone(model.timeZone());
        boolean weekend = local.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        return model.trafficMetresPerSecond(zone, weekend, local.toLocalTime().toSecondOfDay() / Progress.QUARTER);
    }
}
