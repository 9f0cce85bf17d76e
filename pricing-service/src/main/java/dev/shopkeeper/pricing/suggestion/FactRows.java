package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.pricing.forecast.HeardForecasts;
import dev.shopkeeper.pricing.forecast.Interests;
import dev.shopkeeper.pricing.guardrail.Offer;
import dev.shopkeeper.pricing.quote.InForce;
import dev.shopkeeper.pricing.quote.Prices;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads what is known of an item. */
@Repository
class FactRows {

    private final JdbcTemplate jdbc;

    private final Prices prices;
    private final HeardForecasts forecasts;
    private final Interests interests;
    private final SuggestionSettings settings;
    private final Clock clock;

    FactRows(
            JdbcTemplate jdbc,
            Prices prices,
            HeardForecasts forecasts,
            Interests interests,
            SuggestionSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.prices = prices;
        this.forecasts = forecasts;
        this.interests = interests;
        this.settings = settings;
        this.clock = clock;
    }

    Facts of(String itemId, InForce price) {
        Instant now = clock.instant();
        HeardForecasts.ForecastDemand forecast = forecasts.of(itemId, now, settings.forecastAge());
        return new Facts(
                itemId,
                price,
                cost(itemId),
                stock(itemId),
                offers(itemId),
                lastChange(itemId),
                forecast,
                interests.of(itemId, now),
                prices.meanBefore(itemId, price.price().currency(), forecast == null ? now : forecast.madeAt()));
    }

    /** What a unit costs, where that is known. */
    @Nullable
    Money cost(String itemId) {
        return jdbc
                .query(
                        "select cost, cost_currency from item where item_id = ? and cost is not null",
                        (row, number) -> new Money(row.getBigDecimal("cost"), row.getString("cost_currency")),
                        itemId)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private @Nullable Long stock(String itemId) {
        BigDecimal sum = jdbc.queryForObject(
                "select sum(greatest(available, 0)) from item_stock where item_id = ?", BigDecimal.class, itemId);
        return sum == null ? null : sum.longValue();
    }

    private List<Offer> offers(String itemId) {
        return jdbc.query(
                """
                select distinct on (competitor_id) competitor_id, price, currency, in_stock, observed_at
                from competitor_observation where item_id = ? order by competitor_id, observed_at desc
                """,
                (row, number) -> new Offer(
                        row.getString("competitor_id"),
                        row.getBigDecimal("price"),
                        row.getString("currency"),
                        !Boolean.FALSE.equals(row.getObject("in_stock", Boolean.class)),
                        row.getObject("observed_at", OffsetDateTime.class).toInstant()),
                itemId);
    }

    private @Nullable Instant lastChange(String itemId) {
        return Optional.ofNullable(jdbc.queryForObject(
                        "select max(effective_from) from price_ledger where item_id = ? and reason = ?",
                        OffsetDateTime.class,
                        itemId,
                        InForce.SUGGESTION))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
