package dev.shopkeeper.inventory.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.inventory.replenishment.policy.MinimumAboveShelfLife;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReplenishmentSettingsTests {

    private static ReplenishmentSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("shopkeeper.replenishment", ReplenishmentSettings.class);
    }

    @Test
    void haveDefaultsThatWork() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ReplenishmentSettings(
                        "0 0 4 * * *", 0.95, 7, null, 0.25, MinimumAboveShelfLife.WITHHOLD, Duration.ofDays(400)));
    }

    @Test
    void areMapped() {
        assertThat(bind(Map.of(
                        "shopkeeper.replenishment.schedule", "-",
                        "shopkeeper.replenishment.target-fill-rate", "0.9",
                        "shopkeeper.replenishment.cover-days", "3",
                        "shopkeeper.replenishment.order-cost.amount", "20.00",
                        "shopkeeper.replenishment.order-cost.currency", "EUR",
                        "shopkeeper.replenishment.holding-rate", "0.3",
                        "shopkeeper.replenishment.minimum-above-shelf-life", "order",
                        "shopkeeper.replenishment.retention", "90d")))
                .isEqualTo(new ReplenishmentSettings(
                        "-", 0.9, 3, Money.of("20.00", "EUR"), 0.3, MinimumAboveShelfLife.ORDER, Duration.ofDays(90)));
    }

    @Test
    void areRefusedByNameAndValue() {
        assertThatThrownBy(() -> bind(Map.of("shopkeeper.replenishment.target-fill-rate", "1")))
                .hasRootCauseMessage("shopkeeper.replenishment: target-fill-rate is 1.0, cover-days 7.0, holding-rate"
                        + " 0.25. Maybe leave them at 0.95, 7 and 0.25?");
        assertThatThrownBy(() -> bind(Map.of("shopkeeper.replenishment.schedule", "daily")))
                .rootCause()
                .hasMessageContaining("'daily'");
        assertThatThrownBy(() -> bind(Map.of("shopkeeper.replenishment.retention", "3d")))
                .rootCause()
                .hasMessageContaining("retention is PT72H");
    }
}
