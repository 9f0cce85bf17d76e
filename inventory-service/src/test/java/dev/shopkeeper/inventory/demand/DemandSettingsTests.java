package dev.shopkeeper.inventory.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DemandSettingsTests {

    private static DemandSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("shopkeeper.demand", DemandSettings.class);
    }

    @Test
    void keepMoreThanAForecastReadsByDefault() {
        assertThat(bind(Map.of()).retention()).isEqualTo(Duration.ofDays(2190)).isGreaterThan(Duration.ofDays(260 * 7));
    }

    @Test
    void areMapped() {
        assertThat(bind(Map.of("shopkeeper.demand.retention", "4000d")).retention())
                .isEqualTo(Duration.ofDays(4000));
    }

    @Test
    void areRefusedByNameAndValue() {
        assertThatThrownBy(() -> bind(Map.of("shopkeeper.demand.retention", "90d")))
                .rootCause()
                .hasMessageContaining("shopkeeper.demand.retention is PT2160H");
    }
}
