package dev.shopkeeper.logistics.vroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RouteJobSettingsTests {

    private static RouteJobSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("shopkeeper.routes", RouteJobSettings.class);
    }

    @Test
    void keepsSearchesForThirtyDaysUnlessToldOtherwise() {
        assertThat(bind(Map.of()).retention()).isEqualTo(Duration.ofDays(30));
        assertThat(bind(Map.of("shopkeeper.routes.retention", "2h")).retention())
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void refusesToForgetAtOnce() {
        assertThatThrownBy(() -> new RouteJobSettings(Duration.ofMillis(30)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shopkeeper.routes.retention is PT0.03S");
    }
}
