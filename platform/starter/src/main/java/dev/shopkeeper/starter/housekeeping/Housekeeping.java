package dev.shopkeeper.starter.housekeeping;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the housekeeping tasks one after the other, a few minutes after the start and then hourly. */
final class Housekeeping implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final List<HousekeepingTask> tasks;
    private final Duration interval;
    private volatile boolean running;
    private @Nullable Thread thread;

    Housekeeping(List<HousekeepingTask> tasks, Duration interval) {
        this.tasks = List.copyOf(tasks);
        this.interval = interval;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("housekeeping").start(this::run);
    }

    private void run() {
        try {
            Thread.sleep(interval.dividedBy(20)
                    .plusMillis(ThreadLocalRandom.current().nextLong(1_000)));
            while (running) {
                tasks.forEach(this::run);
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            // stopping
        }
    }

    private void run(HousekeepingTask task) {
        try {
            while (running && task.work().getAsInt() >= task.batch()) {}
        } catch (RuntimeException e) {
            log.warn("Housekeeping of {} waits: {}", task.name(), e.getClass().getSimpleName());
        }
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
