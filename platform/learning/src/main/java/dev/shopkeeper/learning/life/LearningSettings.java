package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.trainer.TrainerSettings;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;

/**
 * Settings under {@code shopkeeper.learning}.
 *
 * @param schedule cron expressions in UTC by model, {@code "0 0 3 * * *"}; a model that is not named, or named with
 *     {@code -}, is trained only when asked
 * @param trainer the JVM in which runs are trained
 * @param poll how often a replica looks at the registry without having heard of a change
 */
@ConfigurationProperties("shopkeeper.learning")
public record LearningSettings(
        Map<String, String> schedule,
        @DefaultValue TrainerSettings trainer,
        @DefaultValue("5s") Duration poll) {

    /** What stands for no schedule. */
    static final String NEVER = "-";

    public LearningSettings {
        schedule = schedule == null ? Map.of() : Map.copyOf(schedule);
        schedule.forEach((model, cron) -> {
            if (!cron.equals(NEVER) && !CronExpression.isValidExpression(cron)) {
                throw new IllegalArgumentException("shopkeeper.learning.schedule." + model + " is '" + cron
                        + "'. Maybe give a cron expression of six fields, such as 0 0 3 * * *?");
            }
        });
    }
}
