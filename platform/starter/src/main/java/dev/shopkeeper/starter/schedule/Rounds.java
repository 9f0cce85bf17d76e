package dev.shopkeeper.starter.schedule;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does each round task in a thread of its own. */
final class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final List<RoundTask> tasks;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    Rounds(List<RoundTask> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    @Override
    public synchronized void start() {
        running = true;
        tasks.forEach(task ->
                threads.add(Thread.ofVirtual().name("round-" + task.name()).start(() -> keep(task))));
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

    private void keep(RoundTask task) {
        boolean failed = false;
        try {
            while (running) {
                Thread.sleep(task.interval());
                failed = !round(task, failed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it went well; of failures in a row the first one is logged in full. */
    private boolean round(RoundTask task, boolean failedBefore) {
        try {
            task.round().run();
            return true;
        } catch (RuntimeException e) {
            if (running && failedBefore) {
                LOG.warn("The round of '{}' failed again: {}", task.name(), e.toString());
            } else if (running) {
                LOG.warn("The round of '{}' failed; the next one comes in {}", task.name(), task.interval(), e);
            }
            return false;
        }
    }
}
