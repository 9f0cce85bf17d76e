package dev.shopkeeper.membership.past;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.membership.tiering.Figures;
import dev.shopkeeper.membership.tiering.MemberPast;
import dev.shopkeeper.testing.PlatformTest;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@PlatformTest
class MemberPastsIT {

    private static final long DAY = LocalDate.parse("2026-06-30").toEpochDay();

    private final MemberPasts pasts;
    private final JdbcTemplate jdbc;
    private final String user = "past-" + UUID.randomUUID();

    @Autowired
    MemberPastsIT(MemberPasts pasts, JdbcTemplate jdbc) {
        this.pasts = pasts;
        this.jdbc = jdbc;
    }

    private String order(String date, String worth, String currency) {
        String id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into member_order (order_id, user_id, currency, placed_at, ordered)"
                        + " values (?, ?, ?, ?::timestamptz, ?::numeric)",
                id,
                user,
                currency,
                date + "T12:00:00Z",
                worth);
        return id;
    }

    private void change(String order, String date, String currency, @Nullable String amount) {
        jdbc.update(
                "insert into member_order_change (order_id, at, currency, amount)"
                        + " values (?, ?::timestamptz, ?, ?::numeric)",
                order,
                date + "T12:00:00Z",
                currency,
                amount);
    }

    private MemberPast past() {
        return pasts.load(List.of(user), "EUR", DAY - 365).getFirst();
    }

    @Test
    void countsAnOrderInAnotherCurrencyAsAnOrderWorthNothing() {
        order("2026-06-01", "100", "EUR");
        order("2026-06-20", "9000", "JPY");

        assertThat(past().figures(DAY, 365)).isEqualTo(new Figures(10, 2, 100, 1));
    }

    @Test
    void takesOffWhatWasCancelledFromTheDayOnWhichItBecameKnown() {
        String whole = order("2026-06-01", "100", "EUR");
        String part = order("2026-06-02", "50", "EUR");
        change(whole, "2026-06-10", "EUR", null);
        change(part, "2026-06-12", "EUR", "20");
        change(part, "2026-06-12", "USD", "25");

        assertThat(past().figures(LocalDate.parse("2026-06-09").toEpochDay(), 365))
                .isEqualTo(new Figures(7, 2, 150, 1));
        assertThat(past().figures(DAY, 365)).isEqualTo(new Figures(28, 1, 30, 1));
    }

    @Test
    void knowsTheWidestCategoriesOfWhatWasBought() {
        String order = order("2026-06-01", "100", "EUR");
        for (String item : List.of("tea", "cup", "pot")) {
            String id = user + item;
            jdbc.update("insert into member_order_item (order_id, item_id) values (?, ?)", order, id);
            jdbc.update(
                    "insert into item_category (item_id, category, updated_at) values (?, ?, now())",
                    id,
                    item.equals("tea") ? "food" : "kitchen");
        }

        assertThat(past().figures(DAY, 365)).isEqualTo(new Figures(29, 1, 100, 2));
    }

    @Test
    void looksNoFurtherBackThanItIsAskedTo() {
        order("2025-01-01", "100", "EUR");

        assertThat(pasts.load(List.of(user), "EUR", DAY - 365)).isEmpty();
    }

    @Test
    void doesNotKnowWhatWasBoughtWhereOrdersThatAreLookedAtLackTheirItems() {
        jdbc.execute("truncate member_order, member_order_item, member_order_change");
        order("2024-06-01", "100", "EUR");
        String recent = order("2026-06-01", "100", "EUR");
        assertThat(pasts.all(1_000, 365).itemsKnown()).isFalse();

        jdbc.update("insert into member_order_item (order_id, item_id) values (?, 'tea')", recent);

        assertThat(pasts.all(1_000, 365).itemsKnown())
                .as("the old order lies before what is looked at")
                .isTrue();
        assertThat(pasts.all(1_000, 1_000).itemsKnown()).isFalse();
        assertThat(pasts.all(1_000, 365).members()).hasSize(1);
    }
}
