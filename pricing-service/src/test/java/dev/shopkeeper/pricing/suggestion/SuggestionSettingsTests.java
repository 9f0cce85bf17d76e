package dev.shopkeeper.pricing.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SuggestionSettingsTests {

    private static final String PREFIX = "shopkeeper.pricing.suggestion";

    private static SuggestionSettings with(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(PREFIX, SuggestionSettings.class);
    }

    @Test
    void haveEndingsByCurrencyThatAShopMayChange() {
        assertThat(with(Map.of()).endingsOf("EUR").fractions()).containsExactly(new BigDecimal("0.99"));
        assertThat(with(Map.of()).endingsOf("CHF").fractions()).isEmpty();
        assertThat(with(Map.of(PREFIX + ".endings.CHF", "0.05,0.95"))
                        .endingsOf("CHF")
                        .fractions())
                .containsExactly(new BigDecimal("0.05"), new BigDecimal("0.95"));
    }

    @ParameterizedTest
    @CsvSource({"EUR, 0.995", "JPY, 0.90", "QQQ, 0.90"})
    void refuseEndingsThatNoPriceOfTheCurrencyCanHave(String currency, String ending) {
        assertThatThrownBy(() -> with(Map.of(PREFIX + ".endings." + currency, ending)))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> with(Map.of(PREFIX + ".endings." + currency, ending)))
                .hasStackTraceContaining(currency);
    }

    @ParameterizedTest
    @CsvSource({
        "weeks, 0",
        "weeks, 53",
        "weeks, NaN",
        "search-multiple, 1",
        "ceiling-multiple, 0.9",
        "absurd-factor, 1",
        "competitor-tolerance, -0.1",
        "largest-step, 1.1",
        "largest-change-by-rule, 2",
        "competitor-age, -1h",
        "between-changes, -1s",
        "forecast-age, -1d",
        "endings.EUR, 1.5"
    })
    void areRefusedByNameAndValue(String name, String value) {
        assertThatThrownBy(() -> with(Map.of(PREFIX + "." + name, value)))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name.contains("endings") ? "1.5" : name);
    }
}
