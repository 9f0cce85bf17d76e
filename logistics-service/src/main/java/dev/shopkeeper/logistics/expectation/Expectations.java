package dev.shopkeeper.logistics.expectation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
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
    private static final double SECONDS_AN_HOUR = 3_600;

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
                return expectation(
                        "promised-window",
                        promisedLatest,
                        now,
                        promisedEarliest,
                        "It is on no tour yet; this is the window that was promised.",
                        "尚未安排路线；这是承诺的时间窗。");
            }
            Observed zone = zoneId == null ? null : zones.get(zoneId);
            if (zone != null && zone.deliveries() >= properties.leastObservations()) {
                return after(zone, requestedAt, now, "of zone '" + zoneId + "'", "该区域");
            }
            if (all.deliveries() >= properties.leastObservations()) {
                return after(all, requestedAt, now, "of all zones", "全部区域");
            }
            return expectation(
                    "usual-duration",
                    requestedAt.plus(properties.usualDuration()),
                    now,
                    null,
                    "It is on no tour yet and too few deliveries were observed; deliveries usually take "
                            + hours(properties.usualDuration()) + " hours.",
                    "尚未安排路线，且历史配送过少；通常需要" + hours(properties.usualDuration()) + "小时。");
        }

        private Expectation after(
                Observed observed, Instant requestedAt, Instant now, String whose, String whoseChinese) {
            Duration mean = observed.mean();
            return expectation(
                    "mean-duration",
                    requestedAt.plus(mean),
                    now,
                    null,
                    "It is on no tour yet; the last " + observed.deliveries() + " deliveries " + whose + " took "
                            + hours(mean) + " hours on average.",
                    "尚未安排路线；" + whoseChinese + "最近" + observed.deliveries() + "次配送平均用时" + hours(mean) + "小时。");
        }

        private Expectation expectation(
                String model, Instant at, Instant now, @Nullable Instant earliest, String english, String chinese) {
            boolean promised = earliest != null;
            return at.isBefore(now)
                    ? new Expectation(
                            model, now, null, promised ? now : null, english + " This one is late.", chinese + "已延误。")
                    : new Expectation(model, at, earliest, promised ? at : null, english, chinese);
        }

        private static String hours(Duration duration) {
            return String.format(Locale.ROOT, "%.1f", duration.toSeconds() / SECONDS_AN_HOUR);
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
