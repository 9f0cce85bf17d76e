package dev.shopkeeper.pricing.forecast;

import dev.shopkeeper.events.DemandForecasted;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The latest forecast of each item at each location, in whatever order they are told. */
@Repository
public class HeardForecasts {

    private static final double DAYS_A_WEEK = 7;

    private final JdbcTemplate jdbc;

    HeardForecasts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is expected of an item at all its locations.
     *
     * @param weeklyUnits not negative
     * @param model what expects it
     * @param madeAt when it was made, the latest of the locations
     */
    public record ForecastDemand(double weeklyUnits, String model, String version, Instant madeAt) {}

    /** Keeps a forecast unless a newer one is known; part of the caller's transaction. */
    public void heard(DemandForecasted forecast) {
        jdbc.update(
                """
                insert into heard_forecast (item_id, location_id, starts_at, days, expected_units, model, model_version,
                                            degraded, forecasted_at)
                values (?, ?, ?::timestamptz, ?, ?, ?, ?, ?, ?::timestamptz)
                on conflict (item_id, location_id) do update set
                    starts_at = excluded.starts_at, days = excluded.days, expected_units = excluded.expected_units,
                    model = excluded.model, model_version = excluded.model_version, degraded = excluded.degraded,
                    forecasted_at = excluded.forecasted_at
                where excluded.forecasted_at >= heard_forecast.forecasted_at
                """,
                forecast.itemId(),
                forecast.locationId(),
                forecast.from().toString(),
                forecast.days(),
                forecast.expectedUnits(),
                forecast.model(),
                forecast.modelVersion(),
                forecast.degraded(),
                forecast.forecastedAt().toString());
    }

    /**
     * What is expected of an item, of all locations of which something is known.
     *
     * @param age oldest that counts
     * @return null where one of them was only told by a fallback, or none is fresh
     */
    public @Nullable ForecastDemand of(String itemId, Instant now, Duration age) {
        List<ForecastDemand> fresh = jdbc.query(
                """
                select sum(expected_units * ? / days) as units, min(model) as model, max(model_version) as version,
                       max(forecasted_at) as made_at
                from heard_forecast where item_id = ? and forecasted_at >= ?::timestamptz
                having count(*) > 0 and not bool_or(degraded)
                """,
                (row, number) -> new ForecastDemand(
                        row.getDouble("units"),
                        row.getString("model"),
                        row.getString("version"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant()),
                DAYS_A_WEEK,
                itemId,
                now.minus(age).toString());
        return fresh.isEmpty() ? null : fresh.getFirst();
    }
}
