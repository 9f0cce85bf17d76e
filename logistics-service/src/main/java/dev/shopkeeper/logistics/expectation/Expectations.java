package dev.shopkeeper.logistics.expectation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Expects deliveries without a model: at the end of the window that was promised, else as long after the request as
 * deliveries of the zone took lately, else as all deliveries did, else as long as the shop has set.
 */
@Service
@EnableConfigurationProperties(ExpectationProperties.class)
public class Expectations {

    private static final Duration LATELY = Duration.ofDays(28);
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final JdbcTemplate jdbc;
    private final ExpectationProperties properties;
    private volatile @Nullable Recent recent;

    Expectations(JdbcTemplate jdbc, ExpectationProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    private record Observed(long deliveries, double totalSeconds) {

        private Observed and(Observed other) {
            return new Observed(deliveries + other.deliveries, totalSeconds + other.totalSeconds);
        }

        private Duration mean() {
            return Duration.ofSeconds(Math.round(totalSeconds / deliveries));
        }
    }

    /** What deliveries took lately, for a handful of expectations. */
    public final class Experience {

        private final Map<String, Observed> zones = new HashMap<>();
        private Observed all = new Observed(0, 0);

        private void add(@Nullable String zoneId, Observed observed) {
            all = all.and(observed);
            if (zoneId != null) {
                zones.put(zoneId, observed);
            }
        }

        /** When a delivery is expected; never before now. */
        public Expectation expect(
                @Nullable String zoneId,
                @Nullable Instant promisedEarliest,
                @Nullable Instant promisedLatest,
                Instant requestedAt,
                Instant now) {
            if (promisedLatest != null) {
                return new Expectation(
                        "promised-window",
                        promisedLatest,
                        promisedEarliest,
                        promisedLatest,
                        "No model is trained; this is the window that was promised.");
            }
            Observed zone = zoneId == null ? null : zones.get(zoneId);
            if (zone != null && zone.deliveries() >= properties.leastObservations()) {
                return after(zone.mean(), requestedAt, now, "zone '" + zoneId + "' took on average", zone.deliveries());
            }
            if (all.deliveries() >= properties.leastObservations()) {
                return after(all.mean(), requestedAt, now, "all zones took on average", all.deliveries());
            }
            return expectation(
                    "usual-duration",
                    requestedAt.plus(properties.usualDuration()),
                    now,
                    "No model is trained and too few deliveries were observed; deliveries usually take "
                            + properties.usualDuration() + ".");
        }

        private Expectation after(Duration mean, Instant requestedAt, Instant now, String who, long deliveries) {
            return expectation(
                    "mean-duration",
                    requestedAt.plus(mean),
                    now,
                    "No model is trained; the last " + deliveries + " deliveries of " + who + " " + mean + ".");
        }

        private Expectation expectation(String model, Instant at, Instant now, String explanation) {
            return at.isBefore(now)
                    ? new Expectation(model, now, null, null, explanation + " This one is late.")
                    : new Expectation(model, at, null, null, explanation);
        }
    }

    /** What deliveries took lately, read within the last {@link #FRESH}: for those who ask for many, one at a time. */
    public Experience recentExperience(Instant now) {
        Recent known = recent;
        if (known == null || known.at.plus(FRESH).isBefore(now)) {
            known = new Recent(now, experience());
            recent = known;
        }
        return known.experience;
    }

    private record Recent(Instant at, Experience experience) {}

    /** Reads what deliveries took lately, reckoned from the last one. */
    public Experience experience() {
        Experience experience = new Experience();
        jdbc.query(
                """
                select zone_id, count(*) as deliveries, sum(extract(epoch from completed_at - requested_at)) as seconds
                from delivery
                where completed_at > (select max(completed_at) from delivery) - make_interval(secs => ?)
                group by zone_id
                """,
                row -> {
                    experience.add(
                            row.getString("zone_id"),
                            new Observed(row.getLong("deliveries"), row.getDouble("seconds")));
                },
                (double) LATELY.toSeconds());
        return experience;
    }
}
