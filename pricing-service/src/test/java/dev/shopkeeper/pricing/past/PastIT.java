package dev.shopkeeper.pricing.past;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.testing.PlatformTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@PlatformTest
class PastIT {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final SeenPrices prices;
    private final Availability availability;
    private final JdbcTemplate jdbc;
    private final String item = UUID.randomUUID().toString();

    @Autowired
    PastIT(SeenPrices prices, Availability availability, JdbcTemplate jdbc) {
        this.prices = prices;
        this.availability = availability;
        this.jdbc = jdbc;
    }

    private BehaviourRecorded seen(@Nullable String currency, @Nullable String price) {
        BehaviourItem shown = new BehaviourItem(item, price == null ? null : new BigDecimal(price), 1, 0, null);
        return new BehaviourRecorded(
                UUID.randomUUID().toString(),
                "view_item",
                NOON,
                NOON,
                "somebody",
                null,
                null,
                null,
                "granted",
                currency,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(shown));
    }

    @Test
    void addsUpWhatVisitorsWereShownAndKeepsNobody() {
        prices.count(List.of(seen("EUR", "10"), seen("EUR", "12"), seen("CNY", "80")));
        prices.count(List.of(seen("EUR", "14"), seen("EUR", null), seen(null, "9"), seen("EUR", "0")));
        prices.count(List.of(seen("EUR", "99999999999999999999999999")));
        assertThat(jdbc.queryForList(
                        "select currency || ' ' || shown || ' ' || trunc(price_sum) from item_seen_price"
                                + " where item_id = ? order by currency",
                        String.class,
                        item))
                .containsExactly("CNY 1 80", "EUR 3 36");
    }

    private void level(long available, int minutes, @Nullable Long version) {
        availability.heard(new StockLevelChanged(
                item,
                "main",
                UUID.randomUUID().toString(),
                "sold",
                -1,
                available,
                0,
                available,
                NOON.plusSeconds(60L * minutes),
                version));
    }

    private List<String> changes() {
        return jdbc.queryForList(
                "select to_char(since at time zone 'UTC', 'HH24:MI') || ' ' || available from item_availability"
                        + " where item_id = ? order by since",
                String.class,
                item);
    }

    @Test
    void keepsARowAChangeAndNoneForWhatIsToldAgain() {
        level(5, 0, 1L);
        level(4, 1, 2L);
        level(0, 2, 3L);
        level(0, 2, 3L);
        level(-1, 3, 4L);
        level(9, 5, 5L);
        level(0, 2, 3L);
        assertThat(changes()).containsExactly("12:00 true", "12:02 false", "12:05 true");
    }

    @Test
    void putsAMovementThatIsToldLateAfterWhatIsKnown() {
        level(1, 10, 1L);
        level(0, 4, 2L);
        level(3, 20, 3L);
        assertThat(changes()).containsExactly("12:10 true", "12:10 false", "12:20 true");
    }

    @Test
    void followsTheOrderOfTimeWhereNobodyCounts() {
        level(1, 0, null);
        level(0, 1, null);
        level(2, 2, null);
        assertThat(changes()).containsExactly("12:00 true", "12:01 false", "12:02 true");
    }
}
