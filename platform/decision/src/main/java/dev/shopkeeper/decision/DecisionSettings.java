package dev.shopkeeper.decision;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.decision}.
 *
 * @param queue how many decisions may wait to be stored
 * @param retention how long they are kept
 */
@ConfigurationProperties("shopkeeper.decision")
public record DecisionSettings(
        @DefaultValue("10000") int queue,
        @DefaultValue("90d") Duration retention) {

    public DecisionSettings {
        if (queue < 1 || retention.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("shopkeeper.decision: queue is " + queue + ", retention " + retention
                    + ". Maybe leave them at 10000 and 90d?");
        }
    }
}
