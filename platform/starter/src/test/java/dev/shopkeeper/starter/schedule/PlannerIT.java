package dev.shopkeeper.starter.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.sample.SampleApplication;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.testing.PlatformTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Planned tasks of replicas that come and go. */
@PlatformTest(classes = SampleApplication.class)
class PlannerIT {

    private static final String EVERY_SECOND = "* * * * * *";
    private static final String DAILY_AT_TWO = "0 0 2 * * *";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private final String name = "task-" + UUID.randomUUID();
    private final List<Instant> done = new CopyOnWriteArrayList<>();
    private final List<Planner> planners = new ArrayList<>();

    @BeforeEach
    void table() {
        jdbc.sql("create table if not exists planned_effect (task text, at timestamptz)")
                .update();
    }

    @AfterEach
    void stop() {
        planners.forEach(Planner::stop);
    }

    private Planner replica(String cron, Clock clock, Consumer<Instant> work) {
        Planner planner = new Planner(List.of(new PlannedTask(name, cron, work)), jdbc, transactions, clock);
        planners.add(planner);
        planner.start();
        return planner;
    }

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    private void write(Instant at) {
        jdbc.sql("insert into planned_effect values (?, ?::timestamptz)")
                .params(name, at.toString())
                .update();
    }

    private int written() {
        return jdbc.sql("select count(*) from planned_effect where task = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private Instant doneUntil() {
        return jdbc.sql("select done_until from planned_task where name = ?")
                .param(name)
                .query(java.time.OffsetDateTime.class)
                .optional()
                .map(java.time.OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH);
    }

    @Test
    void eachTimeIsDoneOnceHoweverManyReplicasPlanIt() {
        for (int replica = 0; replica < 3; replica++) {
            replica(EVERY_SECOND, Clock.systemUTC(), done::add);
        }

        await().atMost(SOON).until(() -> done.size() >= 3);
        planners.forEach(Planner::stop);

        assertThat(done).doesNotHaveDuplicates().isSorted();
        assertThat(done).allSatisfy(at -> assertThat(at.getNano()).isZero());
    }

    @Test
    void theFirstStartMakesUpForNothing() {
        replica(DAILY_AT_TWO, at("2026-03-05T09:00:00Z"), done::add);

        await().atMost(SOON).until(() -> doneUntil().equals(Instant.parse("2026-03-05T09:00:00Z")));
        assertThat(done).isEmpty();
    }

    @Test
    void timesThatPassedWhileNoReplicaRanAreMadeUpForOnce() {
        replica(DAILY_AT_TWO, at("2026-03-05T09:00:00Z"), done::add);
        await().atMost(SOON).until(() -> !doneUntil().equals(Instant.EPOCH));
        planners.forEach(Planner::stop);

        replica(DAILY_AT_TWO, at("2026-03-08T09:30:00Z"), done::add);
        await().atMost(SOON).until(() -> !done.isEmpty());
        planners.forEach(Planner::stop);
        replica(DAILY_AT_TWO, at("2026-03-09T01:59:59Z"), done::add);
        Planner last = replica(DAILY_AT_TWO, at("2026-03-09T02:00:00Z"), done::add);

        await().atMost(SOON).until(() -> done.size() == 2);
        last.stop();
        assertThat(done).containsExactly(Instant.parse("2026-03-06T02:00:00Z"), Instant.parse("2026-03-09T02:00:00Z"));
    }

    @Test
    void whatFailsLeavesNothingBehindAndIsTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        replica(DAILY_AT_TWO, at("2026-03-05T09:00:00Z"), at -> {});
        await().atMost(SOON).until(() -> !doneUntil().equals(Instant.EPOCH));
        planners.forEach(Planner::stop);

        replica(DAILY_AT_TWO, at("2026-03-06T09:00:00Z"), at -> {
            write(at);
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("The first attempt fails after it wrote");
            }
        });

        await().atMost(SOON).until(() -> doneUntil().equals(Instant.parse("2026-03-06T09:00:00Z")));
        assertThat(attempts).hasValue(2);
        assertThat(written()).isOne();
    }

    @Test
    void whatIsRefusedWaitsForTheNextTime() {
        replica(DAILY_AT_TWO, at("2026-03-05T09:00:00Z"), at -> {});
        await().atMost(SOON).until(() -> !doneUntil().equals(Instant.EPOCH));
        planners.forEach(Planner::stop);

        AtomicInteger attempts = new AtomicInteger();
        replica(DAILY_AT_TWO, at("2026-03-06T09:00:00Z"), at -> {
            attempts.incrementAndGet();
            throw ProblemException.conflict("in-progress", "Another one is going on.", "Wait for it.");
        });

        await().atMost(SOON).until(() -> doneUntil().equals(Instant.parse("2026-03-06T09:00:00Z")));
        assertThat(attempts).hasValue(1);
    }

    @Test
    void namesWhatItCannotRead() {
        assertThatThrownBy(() -> new PlannedTask("shopkeeper.sample.schedule", "every night", at -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shopkeeper.sample.schedule")
                .hasMessageContaining("'every night'");
        PlannedTask task = new PlannedTask(name, PlannedTask.NEVER, at -> {});
        assertThatThrownBy(() -> new Planner(List.of(task, task), jdbc, transactions, Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> new RoundTask("often", Duration.ZERO, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("often");
    }

    @Test
    void aRoundThatFailsKeepsNoOtherFromComing() {
        AtomicInteger rounds = new AtomicInteger();
        Rounds every = new Rounds(List.of(new RoundTask("failing", Duration.ofMillis(5), () -> {
            rounds.incrementAndGet();
            throw new IllegalStateException("This round fails");
        })));
        every.start();
        try {
            await().atMost(SOON).until(() -> rounds.get() >= 3);
        } finally {
            every.stop();
        }
    }
}
