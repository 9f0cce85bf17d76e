package dev.shopkeeper.starter.schedule;

import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does planned tasks when their time has come. Until when each is done stands in the database, in a row that is locked while it
 * is done, so that one replica does what all of them plan, and a restart forgets nothing.
 */
final class Planner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
    /** The clock may be set, and the machine may sleep. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final List<PlannedTask> tasks;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    /** @throws IllegalArgumentException where two tasks have one name */
    Planner(List<PlannedTask> tasks, JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        Set<String> names = new HashSet<>();
        tasks.forEach(task -> {
            if (!names.add(task.name())) {
                throw new IllegalArgumentException(
                        "Two planned tasks are called '" + task.name() + "'. Maybe rename one of them?");
            }
        });
        this.tasks = List.copyOf(tasks);
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        running = true;
        tasks.stream()
                .filter(task -> !task.cron().equals(PlannedTask.NEVER))
                .forEach(task -> threads.add(
                        Thread.ofVirtual().name("planned-" + task.name()).start(() -> keep(task))));
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

    private void keep(PlannedTask task) {
        CronExpression cron = CronExpression.parse(task.cron());
        Instant doneUntil = null;
        while (running) {
            try {
                if (doneUntil == null) {
                    doneUntil = known(task);
                }
                Instant due = next(cron, doneUntil);
                if (due == null) {
                    return;
                }
                Duration wait = Duration.between(clock.instant(), due);
                if (wait.isPositive()) {
                    Thread.sleep(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
                } else {
                    doneUntil = take(task, cron);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!running || !again(task, e)) {
                    return;
                }
            }
        }
    }

    private static boolean again(PlannedTask task, RuntimeException failure) {
        LOG.warn("Planned '{}' could not be done and is tried again", task.name(), failure);
        try {
            Thread.sleep(RETRY);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private Instant known(PlannedTask task) {
        jdbc.sql("insert into planned_task (name, done_until) values (?, ?::timestamptz) on conflict do nothing")
                .params(task.name(), clock.instant().toString())
                .update();
        return doneUntil(task, "");
    }

    private Instant doneUntil(PlannedTask task, String lock) {
        return jdbc.sql("select done_until from planned_task where name = ? " + lock)
                .param(task.name())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static @Nullable Instant next(CronExpression cron, Instant after) {
        OffsetDateTime next = cron.next(after.atOffset(ZoneOffset.UTC));
        return next == null ? null : next.toInstant();
    }

    /** Does what is due, unless another replica has; answers until when it is done. */
    private Instant take(PlannedTask task, CronExpression cron) {
        try {
            return take(task, cron, task.work());
        } catch (ProblemException e) {
            LOG.info("Planned '{}' is left out this time: {}", task.name(), e.getMessage());
            return take(task, cron, due -> {});
        }
    }

    private Instant take(PlannedTask task, CronExpression cron, Consumer<Instant> work) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Instant doneUntil = doneUntil(task, "for update");
            Instant now = clock.instant();
            Instant due = next(cron, doneUntil);
            if (due == null || due.isAfter(now)) {
                return doneUntil;
            }
            work.accept(due);
            jdbc.sql("update planned_task set done_until = ?::timestamptz where name = ?")
                    .params(now.toString(), task.name())
                    .update();
            return now;
        }));
    }
}
