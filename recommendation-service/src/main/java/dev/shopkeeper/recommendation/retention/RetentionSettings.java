package dev.shopkeeper.recommendation.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what is stored is kept.
 *
 * @param rankings answers given, since they were given
 * @param interactions what visitors did, since it was stored; an imported history, however old, is kept as long as what
 *     happened on the day of its import
 */
@ConfigurationProperties("shopkeeper.recommendation.retention")
public record RetentionSettings(
        @DefaultValue("90d") Duration rankings,
        @DefaultValue("1095d") Duration interactions) {

    private static final Duration SHORTEST = Duration.ofDays(1);

    public RetentionSettings {
        if (rankings.compareTo(SHORTEST) < 0 || interactions.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("shopkeeper.recommendation.retention: rankings is " + rankings
                    + ", interactions " + interactions + ". Maybe give at least a day, such as 90d?");
        }
    }
}
