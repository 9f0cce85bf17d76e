package dev.shopkeeper.starter.schedule;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.scheduling.support.CronExpression;

/**
 * Something to be done at planned times, by one of the replicas. Times that passed while no replica ran are made up for once.
 *
 * @param name its own within the service; what was done is remembered under it
 * @param cron six fields, in UTC; {@link #NEVER} for never
 * @param work hears the planned time, in the transaction that ticks it off: what it writes there is written once. Where it
 *     fails it is called again soon; a {@link dev.shopkeeper.starter.problem.ProblemException} lets this time pass.
 */
public record PlannedTask(String name, String cron, Consumer<Instant> work) implements PlannedTasks {

    /** What stands for no schedule. */
    public static final String NEVER = "-";

    public PlannedTask {
        requireCron(name, cron, "0 0 3 * * *");
    }

    @Override
    public List<PlannedTask> tasks() {
        return List.of(this);
    }

    /**
     * Checks a setting.
     *
     * @param setting its name
     * @param example one that would do
     * @return {@code cron}
     * @throws IllegalArgumentException where it is neither a cron expression nor {@link #NEVER}
     */
    public static String requireCron(String setting, String cron, String example) {
        if (!cron.equals(NEVER) && !CronExpression.isValidExpression(cron)) {
            throw new IllegalArgumentException(setting + " is '" + cron
                    + "' and no cron expression of six fields. Maybe '" + example + "', or '-' for never?");
        }
        return cron;
    }
}
