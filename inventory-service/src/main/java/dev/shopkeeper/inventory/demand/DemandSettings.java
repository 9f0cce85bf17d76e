package dev.shopkeeper.inventory.demand;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.demand}.
 *
 * @param retention how long what was ordered is kept, back from the latest day of which orders are known; the forecast
 *     reads 260 weeks of it by default, and a training looks some months further back
 */
@ConfigurationProperties("shopkeeper.demand")
record DemandSettings(@DefaultValue("2190d") Duration retention) {

    private static final Duration SHORTEST = Duration.ofDays(365);

    DemandSettings {
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "shopkeeper.demand.retention is " + retention
                            + ", less than a year, and the seasons of a year could not be learnt. Maybe 2190d, which is six years?");
        }
    }
}
