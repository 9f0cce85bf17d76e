package dev.shopkeeper.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class MoneyTests {

    @Test
    void isWrittenAsADecimalStringWithItsCurrency() {
        assertThat(EventJson.mapper().writeValueAsString(Money.of("12.30", "CNY")))
                .isEqualTo("{\"amount\":\"12.30\",\"currency\":\"CNY\"}");
    }

    @Test
    void isWrittenWithoutExponent() {
        Money hundred = new Money(new BigDecimal("100.00").stripTrailingZeros(), "CNY");

        assertThat(EventJson.mapper().writeValueAsString(hundred)).contains("\"100.00\"");
    }

    @Test
    void hasTheCurrencysDecimalPlacesAndMoreOnlyWhereTheAmountNeedsMore() {
        assertThat(Money.of("12.5000", "CNY"))
                .isEqualTo(Money.of("12.5", "CNY"))
                .hasToString("Money[amount=12.50, currency=CNY]");
        assertThat(Money.of("0.0125", "CNY").amount()).isEqualByComparingTo("0.0125");
        assertThat(Money.of("1E2", "JPY").amount().toPlainString()).isEqualTo("100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CNY", "JPY", "KWD", "XXX"})
    void hasOneFormHoweverItIsWritten(String currency) {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            BigDecimal amount =
                    new BigDecimal(BigInteger.valueOf(random.nextInt(2_000) - 1_000), random.nextInt(9) - 3);
            BigDecimal canonical = new Money(amount, currency).amount();

            assertThat(canonical).isEqualByComparingTo(amount);
            assertThat(canonical.scale()).as("scale of " + amount).isNotNegative();
            for (int zeros = 1; zeros < 5; zeros++) {
                BigDecimal rewritten = amount.setScale(Math.max(amount.scale(), 0) + zeros);
                assertThat(new Money(rewritten, currency).amount())
                        .as(rewritten + " " + currency)
                        .isEqualTo(canonical);
            }
            assertThat(new Money(amount.stripTrailingZeros(), currency).amount())
                    .as(amount + " " + currency)
                    .isEqualTo(canonical);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "1E-999999999", "0E+99", "1234567890123456789", "0.1234567890123456789"})
    void refusesAmountsThatNoCurrencyHas(String amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of(amount, "CNY"))
                .withMessageContaining("digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cny", "CN", "CNYY", "ＣＮＹ", "C1Y"})
    void refusesWhatIsNoCurrencyCode(String currency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of("1.00", currency))
                .withMessageContaining("'" + currency + "'");
    }

    @Test
    void isNotReadFromText() {
        assertThatThrownBy(() -> EventJson.mapper().readValue("\"12.30 CNY\"", Money.class))
                .isInstanceOf(JacksonException.class);
    }
}
