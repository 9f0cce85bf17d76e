package dev.shopkeeper.recommendation.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what is stored is kept.
 *
 * @param interactions what visitors did, since it was stored; an imported history, however old, is kept as long as what
 *     happened on the day of its import
 */
@ConfigurationProperties("shopkeeper.recommendation.retention")
public record RetentionSettings(@DefaultValue("1095d") Duration interactions) {

    private static final Duration SHORTEST = Duration.ofDays(1);

    public RetentionSettings {
        if (interactions.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("shopkeeper.recommendation.retention: interactions is " + interactions
                    + ". Maybe give at least a day, such as 90d?");
        }
    }
}
