package dev.shopkeeper.logistics.expectation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of expected times.
 *
 * @param usualDuration from request to hand-over, as long as too few deliveries were observed
 * @param leastObservations how many deliveries make experience
 */
@ConfigurationProperties("shopkeeper.expectation")
public record ExpectationProperties(
        @DefaultValue("48h") Duration usualDuration,
        @DefaultValue("5") int leastObservations) {

    public ExpectationProperties {
        if (usualDuration.isNegative() || usualDuration.isZero()) {
            throw new IllegalArgumentException(
                    "shopkeeper.expectation.usual-duration is " + usualDuration + ". Maybe 48h is meant?");
        }
        if (leastObservations < 1) {
            throw new IllegalArgumentException(
                    "shopkeeper.expectation.least-observations is " + leastObservations + ". Maybe 5 is meant?");
        }
    }
}
