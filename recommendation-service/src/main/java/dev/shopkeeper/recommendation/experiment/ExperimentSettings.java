package dev.shopkeeper.recommendation.experiment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How experiments are followed and read.
 *
 * @param pollInterval how soon a replica hears of a change
 * @param observation how long a person is observed from the first impression on: what they do in that time counts, and they count
 *     once it is over. So whoever has been there for an hour is not compared with whoever has been for a week.
 */
@ConfigurationProperties("shopkeeper.recommendation.experiment")
public record ExperimentSettings(
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("24h") Duration observation) {

    public ExperimentSettings {
        if (!pollInterval.isPositive() || !observation.isPositive()) {
            throw new IllegalArgumentException("shopkeeper.recommendation.experiment: poll-interval is " + pollInterval
                    + ", observation " + observation + ". Maybe 500ms and 24h?");
        }
    }
}
