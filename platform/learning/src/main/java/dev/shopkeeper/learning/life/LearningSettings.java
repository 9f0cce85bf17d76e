package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.trainer.TrainerSettings;
import dev.shopkeeper.starter.schedule.PlannedTask;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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

    public LearningSettings {
        schedule = schedule == null ? Map.of() : Map.copyOf(schedule);
        schedule.forEach(
                (model, cron) -> PlannedTask.requireCron("shopkeeper.learning.schedule." + model, cron, "0 0 3 * * *"));
    }
}
