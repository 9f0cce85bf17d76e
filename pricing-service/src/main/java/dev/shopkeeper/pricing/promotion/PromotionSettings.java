package dev.shopkeeper.pricing.promotion;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.pricing.promotion}.
 *
 * @param interval how long after its time a promotion begins or ends at most, while the service runs
 */
@ConfigurationProperties("shopkeeper.pricing.promotion")
record PromotionSettings(@DefaultValue("500ms") Duration interval) {

    PromotionSettings {
        if (interval.compareTo(Duration.ofMillis(10)) < 0) {
            throw new IllegalArgumentException(
                    "shopkeeper.pricing.promotion.interval is " + interval + ". Maybe leave it at 500ms?");
        }
    }
}
