package dev.shopkeeper.recommendation.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetentionSettingsTests {

    private static RetentionSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("shopkeeper.recommendation.retention", RetentionSettings.class);
    }

    @Test
    void hasDefaults() {
        assertThat(bound(Map.of())).isEqualTo(new RetentionSettings(Duration.ofDays(90), Duration.ofDays(1095)));
    }

    @Test
    void isSetByProperties() {
        assertThat(bound(Map.of(
                        "shopkeeper.recommendation.retention.rankings", "7d",
                        "shopkeeper.recommendation.retention.interactions", "30d")))
                .isEqualTo(new RetentionSettings(Duration.ofDays(7), Duration.ofDays(30)));
    }

    @Test
    void refusesToForgetAtOnce() {
        assertThatThrownBy(() -> new RetentionSettings(Duration.ZERO, Duration.ofDays(30)))
                .hasMessageContaining("rankings is PT0S");
    }
}
