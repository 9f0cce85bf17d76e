package dev.shopkeeper.membership.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTests {

    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant MEANWHILE = Instant.parse("2026-03-10T00:00:00Z");
    private static final Money HUNDRED = Money.of("100", "CNY");

    private static Terms terms(Discount discount, @Nullable Instant endedAt) {
        return new Terms("c", "Words", discount, Money.of("50", "CNY"), FROM, TO, endedAt);
    }

    private static Discount tenth() {
        return new Discount.Percent(10, Money.of("15", "CNY"));
    }

    @ParameterizedTest
    @CsvSource({
        "99.99, 9.99, CNY", // rounded down
        "150, 15.00, CNY",
        "1000, 15.00, CNY", // the most
        "0.05, 0.00, CNY",
        "999, 15, JPY",
        "99, 9, JPY",
        "99.999, 9.999, KWD"
    })
    void takeOffAPartRoundedDownToThePlacesOfTheCurrency(String total, BigDecimal off, String currency) {
        Discount discount = new Discount.Percent(10, Money.of("15", currency));

        assertThat(discount.of(Money.of(total, currency))).isEqualTo(new Money(off, currency));
    }

    @ParameterizedTest
    @CsvSource({"100, 20.00", "20, 20.00", "12.345, 12.34", "0, 0.00"})
    void takeOffAnAmountAndNeverMoreThanTheOrder(String total, String off) {
        assertThat(new Discount.Amount(Money.of("20", "CNY")).of(Money.of(total, "CNY")))
                .isEqualTo(Money.of(off, "CNY"));
    }

    @Test
    void holdFromTheBeginningUntilBeforeTheEnd() {
        Terms terms = terms(tenth(), null);

        assertThat(terms.refuse(HUNDRED, FROM.minusNanos(1))).contains(Refusal.COUPON_NOT_STARTED);
        assertThat(terms.refuse(HUNDRED, FROM)).isEmpty();
        assertThat(terms.refuse(HUNDRED, TO.minusNanos(1))).isEmpty();
        assertThat(terms.refuse(HUNDRED, TO)).contains(Refusal.COUPON_EXPIRED);
    }

    @Test
    void holdForWhatWasOrderedBeforeTheCampaignWasEnded() {
        Terms terms = terms(tenth(), MEANWHILE);

        assertThat(terms.refuse(HUNDRED, MEANWHILE.minusNanos(1))).isEmpty();
        assertThat(terms.refuse(HUNDRED, MEANWHILE)).contains(Refusal.COUPON_EXPIRED);
    }

    @Test
    void refuseOtherCurrenciesAndSmallOrders() {
        Terms terms = terms(tenth(), null);

        assertThat(terms.refuse(Money.of("100", "EUR"), MEANWHILE)).contains(Refusal.OTHER_CURRENCY);
        assertThat(terms.refuse(Money.of("49.99", "CNY"), MEANWHILE)).contains(Refusal.ORDER_TOO_SMALL);
        assertThat(terms.refuse(Money.of("50", "CNY"), MEANWHILE)).isEmpty();
    }

    @Test
    void refuseAnOrderThatNothingCanBeTakenOff() {
        Terms terms = new Terms("c", "Words", tenth(), null, FROM, TO, null);

        assertThat(terms.refuse(Money.of("0.09", "CNY"), MEANWHILE)).contains(Refusal.ORDER_TOO_SMALL);
    }

    @Test
    void nameTheirRefusalsForMachines() {
        assertThat(Refusal.values())
                .extracting(Refusal::code)
                .containsExactly(
                        "coupon-not-started",
                        "coupon-expired",
                        "coupon-used",
                        "coupon-reserved",
                        "budget-exhausted",
                        "order-too-small",
                        "other-currency",
                        "other-member");
    }
}
