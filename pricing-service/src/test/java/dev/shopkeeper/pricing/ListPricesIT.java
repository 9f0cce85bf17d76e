package dev.shopkeeper.pricing;

import static dev.shopkeeper.pricing.PricedItem.LISTED;
import static dev.shopkeeper.pricing.PricedItem.PROMOTIONS;
import static dev.shopkeeper.pricing.PricedItem.amount;
import static dev.shopkeeper.pricing.PricedItem.eventually;
import static dev.shopkeeper.pricing.PricedItem.id;
import static dev.shopkeeper.pricing.PricedItem.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What the shop lists: what becomes of prices that nobody can charge, that are taken away, or that lose money. */
@PlatformTest
class ListPricesIT {

    private final ApiClient api;
    private final MeterRegistry meters;
    private final PricedItem item;

    @Autowired
    ListPricesIT(
            ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc, KnownElasticities elasticities, MeterRegistry meters) {
        this.api = api.as(Role.OPERATOR).with("Accept-Language", "en");
        this.meters = meters;
        this.item = new PricedItem(api, kafka, jdbc, elasticities);
    }

    @ParameterizedTest
    @CsvSource({
        "1000.5, JPY, 1000, 850",
        "9.999, EUR, 9.99, 8.49",
        "5.1239, KWD, 5.123, 4.354",
        "0.7, JPY, 1, ",
        "0.004, EUR, 0.01, "
    })
    void areAskedAndPromotedInWhatCanBeCharged(
            String listed, String currency, String asked, @Nullable String promoted) {
        // when
        item.upsert(Money.of(listed, currency), null, LISTED);

        // then
        item.eventuallyPrice(asked);
        assertThat(amount(item.quote(), "/list_price")).isEqualTo(asked);
        eventually(() -> assertThat(item.told())
                .extracting(each -> each.price().amount().toPlainString())
                .containsExactly(asked));

        // when
        Instant from = Instant.now().plusSeconds(600);
        ApiResponse planned = api.post(
                PROMOTIONS,
                Map.of(
                        "promotion_id", item.id(),
                        "item_ids", List.of(item.id()),
                        "discount", 0.15,
                        "from", from.toString(),
                        "to", from.plusSeconds(60).toString()));

        // then
        if (promoted == null) {
            refused(planned, 422, "no-reduction", "0");
        } else {
            assertThat(amount(planned.json(), "/items/0/price"))
                    .as(planned.text())
                    .isEqualTo(promoted);
        }

        // when it is told again as it is
        item.upsert(Money.of(listed, currency), null, LISTED.plusSeconds(1));
        item.upsert(Money.of("2000", currency), null, LISTED.plusSeconds(2));

        // then nothing changes in between
        eventually(() -> assertThat(item.told())
                .extracting(each -> each.price().amount().stripTrailingZeros().toPlainString())
                .containsExactly(new BigDecimal(asked).stripTrailingZeros().toPlainString(), "2000"));
    }

    @Test
    void leaveAnApprovedPriceThatCanBeCharged() {
        item.upsert(Money.of("1000.5", "JPY"), Money.of("600.3", "JPY"), LISTED);
        item.eventuallyPrice("1000");
        item.known(-3, -3.05, -2.95);

        JsonNode suggestion = item.suggested();

        assertThat(item.approve(id(suggestion)).status()).isEqualTo(200);
        assertThat(amount(item.quote(), "/price"))
                .isEqualTo(amount(suggestion, "/price"))
                .doesNotContain(".");
    }

    @Test
    void areNotTakenBelowZeroNorIsACostAndTheEventsAreParked() {
        // given
        item.onSale("6.00");

        // when
        item.upsert("-1.00", "6.00", LISTED.plusSeconds(1));
        item.upsert("11.00", "-6.00", LISTED.plusSeconds(2));
        item.upsert("12.00", "6.00", LISTED.plusSeconds(3));

        // then
        item.eventuallyPrice("12.00");
        assertThat(item.ledger()).hasSize(2);
        eventually(() -> assertThat(api.get("/admin/v1/pricing/dead-letters?limit=200")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(each -> each.path("key").asString("").equals(item.id()))
                        .map(each -> each.path("error").asString()))
                .containsExactlyInAnyOrder(
                        "PoisonEventException: The list_price of item '" + item.id() + "' is below zero",
                        "PoisonEventException: The cost of item '" + item.id() + "' is below zero"));
    }

    @Test
    void areAskedNoLongerOnceTheShopTookThemAwayUntilItListsAgain() {
        // given
        refused(item.asked(), 404, "not-found", item.id(), "is not known");
        item.onSale("6.00");
        JsonNode suggestion = item.suggested();

        // when
        item.upsert(null, Money.of("6.00", "CNY"), LISTED.plusSeconds(1));

        // then
        eventually(() -> refused(item.asked(), 404, "not-found", item.id(), "has no list price"));
        refused(item.suggest(), 404, "not-found", item.id(), "has no list price");
        refused(item.approve(suggestion), 409, "basis-changed", "has no list price", "SUGGESTED");

        // when
        item.upsert("10.00", "6.00", LISTED.plusSeconds(2));

        // then
        item.eventuallyPrice("10.00");
    }

    @Test
    void areAskedNoLongerOnceTheItemWasWithdrawn() {
        item.onSale("6.00");

        item.send(new ItemWithdrawn(item.id(), LISTED.plusSeconds(1)));

        eventually(() -> refused(item.asked(), 404, "not-found", item.id(), "is not sold"));
    }

    @Test
    void areCountedWhereTheyLieBelowTheCostForOperators() {
        // given
        item.onSale("6.00");
        double before = belowCost();

        // when, then
        item.upsert("10.00", "10.01", LISTED.plusSeconds(1));
        eventually(() -> assertThat(belowCost()).isEqualTo(before + 1));

        // when, then
        item.upsert(Money.of("10.00", "CNY"), Money.of("10.01", "USD"), LISTED.plusSeconds(2));
        eventually(
                () -> assertThat(belowCost()).as("currencies are not compared").isEqualTo(before));

        // when, then
        item.upsert("9.99", "10.00", LISTED.plusSeconds(3));
        eventually(() -> assertThat(belowCost()).isEqualTo(before + 1));
        item.send(new ItemWithdrawn(item.id(), LISTED.plusSeconds(4)));
        eventually(() -> assertThat(belowCost()).as("no longer on sale").isEqualTo(before));
    }

    private double belowCost() {
        return meters.get("shopkeeper.pricing.items.below.cost").gauge().value();
    }
}
