package dev.shopkeeper.logistics.vroom;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.routes}.
 *
 * @param retention how long a search that took long is kept after its end, what was asked for and what was answered
 */
@ConfigurationProperties("shopkeeper.routes")
record RouteJobSettings(@DefaultValue("30d") Duration retention) {

    RouteJobSettings {
        if (retention.toSeconds() < 60) {
            throw new IllegalArgumentException("shopkeeper.routes.retention is " + retention
                    + ", and nobody could fetch an answer that is forgotten at once. Maybe its unit is missing?");
        }
    }
}
