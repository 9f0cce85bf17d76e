package dev.shopkeeper.recommendation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ExperimentSettingsTests {

    private static ExperimentSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("e", ExperimentSettings.class);
    }

    @Test
    void observesPersonsForADayAndHearsOfChangesWithinASecond() {
        assertThat(settings(Map.of())).isEqualTo(new ExperimentSettings(Duration.ofMillis(500), Duration.ofHours(24)));
    }

    @Test
    void takesOtherTimes() {
        assertThat(settings(Map.of("e.poll-interval", "2s", "e.observation", "7d")))
                .isEqualTo(new ExperimentSettings(Duration.ofSeconds(2), Duration.ofDays(7)));
    }

    @Test
    void refusesTimesThatAreNone() {
        assertThatThrownBy(() -> new ExperimentSettings(Duration.ZERO, Duration.ofDays(1)))
                .hasMessageContaining("poll-interval is PT0S");
        assertThatThrownBy(() -> new ExperimentSettings(Duration.ofSeconds(1), Duration.ofDays(-1)))
                .hasMessageContaining("observation PT-24H");
    }
}
