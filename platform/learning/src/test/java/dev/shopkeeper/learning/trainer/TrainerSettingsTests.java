package dev.shopkeeper.learning.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.learning.life.LearningSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class TrainerSettingsTests {

    private static TrainerSettings of(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("shopkeeper.learning", LearningSettings.class)
                .trainer();
    }

    @Test
    void worksWithoutAny() {
        assertThat(of(Map.of()))
                .isEqualTo(
                        new TrainerSettings(true, DataSize.ofGigabytes(1), List.of(), 10, 1, 2, Duration.ofSeconds(3)));
    }

    @Test
    void readsAll() {
        assertThat(of(Map.of(
                        "shopkeeper.learning.trainer.enabled", "false",
                        "shopkeeper.learning.trainer.max-heap", "3GB",
                        "shopkeeper.learning.trainer.jvm-flags", "-XX:+UseZGC,-Da=b",
                        "shopkeeper.learning.trainer.nice", "19",
                        "shopkeeper.learning.trainer.threads", "4",
                        "shopkeeper.learning.trainer.connections", "3",
                        "shopkeeper.learning.trainer.grace", "1s")))
                .isEqualTo(new TrainerSettings(
                        false,
                        DataSize.ofGigabytes(3),
                        List.of("-XX:+UseZGC", "-Da=b"),
                        19,
                        4,
                        3,
                        Duration.ofSeconds(1)));
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatThrownBy(() -> of(Map.of("shopkeeper.learning.trainer.max-heap", "1024")))
                .rootCause()
                .hasMessageContaining("Maybe it lacks its unit?");
        assertThatThrownBy(() -> of(Map.of("shopkeeper.learning.trainer.nice", "-5")))
                .rootCause()
                .hasMessageContaining("nice is -5");
    }
}
