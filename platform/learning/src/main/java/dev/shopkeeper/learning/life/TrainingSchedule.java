package dev.shopkeeper.learning.life;

import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.support.CronExpression;

/**
 * Asks for runs by the clock. Every replica does, under a command id made of the planned time, so one run comes of it.
 */
final class TrainingSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingSchedule.class);

    private final Map<String, String> schedule;
    private final Definitions definitions;
    private final Training training;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    TrainingSchedule(Map<String, String> schedule, Definitions definitions, Training training, Clock clock) {
        this.schedule = schedule;
        this.definitions = definitions;
        this.training = training;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        running = true;
        schedule.forEach((model, cron) -> {
            if (definitions.find(model).isEmpty()) {
                throw new IllegalStateException("shopkeeper.learning.schedule names the model '" + model
                        + "', which this service does not have. Maybe it is misspelt?");
            }
            if (!cron.equals(LearningSettings.NEVER)) {
                threads.add(Thread.ofVirtual()
                        .name("schedule-" + model)
                        .start(() -> keep(model, CronExpression.parse(cron))));
            }
        });
    }

    @Override
    public synchronized void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void keep(String model, CronExpression cron) {
        OffsetDateTime planned = cron.next(clock.instant().atOffset(ZoneOffset.UTC));
        while (running && planned != null) {
            try {
                Duration wait = Duration.between(clock.instant(), planned.toInstant());
                if (wait.isPositive()) {
                    Thread.sleep(wait);
                }
                training.request(model, null, Map.of(), "schedule", "schedule:" + planned.toInstant());
            } catch (InterruptedException e) {
                return;
            } catch (ProblemException e) {
                LOG.info("The planned training of {} does not begin: {}", model, e.getMessage());
            } catch (RuntimeException e) {
                LOG.warn("The planned training of {} could not be asked for", model, e);
            }
            planned = cron.next(planned);
        }
    }
}
