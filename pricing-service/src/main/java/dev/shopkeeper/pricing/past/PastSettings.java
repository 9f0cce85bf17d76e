package dev.shopkeeper.pricing.past;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.pricing.past}.
 *
 * @param retention how long daily demand, shown prices, views and stock-outs are kept, back from the latest day that is known of
 *     each; at least a year, since elasticities are learnt beside a season
 */
@ConfigurationProperties("shopkeeper.pricing.past")
record PastSettings(@DefaultValue("1095d") Duration retention) {

    private static final Duration LEAST = Duration.ofDays(365);

    PastSettings {
        if (retention.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("shopkeeper.pricing.past.retention is " + retention
                    + ", and elasticities are learnt from a year at least. Maybe leave it at 1095d?");
        }
    }
}
