package dev.shopkeeper.inventory.replenishment;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/** Asks for runs by the clock. Every replica does, by the planned time, so one run comes of it. */
@Component
class ReplenishmentSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReplenishmentSchedule.class);

    private final String schedule;
    private final Runs runs;
    private final Clock clock;
    private @Nullable Thread thread;
    private volatile boolean running;

    ReplenishmentSchedule(ReplenishmentSettings settings, Runs runs, Clock clock) {
        this.schedule = settings.schedule();
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        running = true;
        if (!schedule.equals(ReplenishmentSettings.NEVER)) {
            thread =
                    Thread.ofVirtual().name("schedule-replenishment").start(() -> keep(CronExpression.parse(schedule)));
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void keep(CronExpression cron) {
        OffsetDateTime planned = cron.next(clock.instant().atOffset(ZoneOffset.UTC));
        while (running && planned != null) {
            try {
                Duration wait = Duration.between(clock.instant(), planned.toInstant());
                if (wait.isPositive()) {
                    Thread.sleep(wait);
                }
                runs.planned(planned.toInstant());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("The planned run at {} could not be asked for", planned, e);
            }
            planned = cron.next(planned);
        }
    }
}
