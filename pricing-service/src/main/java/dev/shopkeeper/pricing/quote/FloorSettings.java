package dev.shopkeeper.pricing.quote;

import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.pricing.floor}.
 *
 * @param minimumMargin least margin of any price but the list price, as a part of the cost
 */
@ConfigurationProperties("shopkeeper.pricing.floor")
record FloorSettings(@DefaultValue("0.05") BigDecimal minimumMargin) {

    FloorSettings {
        if (minimumMargin.signum() < 0 || minimumMargin.compareTo(BigDecimal.TEN) > 0) {
            throw new IllegalArgumentException("shopkeeper.pricing.floor.minimum-margin is " + minimumMargin
                    + ". Maybe 0.05 is meant, for five per cent of the cost?");
        }
    }
}
