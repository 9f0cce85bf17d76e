package dev.shopkeeper.decision.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.decision.DecisionLog;
import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.LoggedDecision;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import dev.shopkeeper.testing.PlatformTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PlatformTest
class DecisionLogIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-11-28T20:00:00Z");

    @Autowired
    private DecisionLog log;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private List<HousekeepingTask> housekeeping;

    private static LoggedDecision decision(UUID id, String subject, Stamp stamp) {
        return new LoggedDecision(
                id, "price", subject, stamp, Map.of("item_id", subject), List.of(Map.of("price", "12.50")));
    }

    private long stored(String subject) {
        return jdbc.sql("select count(*) from decision where subject = ?")
                .param(subject)
                .query(Long.class)
                .single();
    }

    @Test
    void remembersWhatWasDecidedAndWhy() {
        // given
        UUID id = UUID.randomUUID();
        String subject = "tea-" + id;

        // when
        LoggedDecision decision =
                decision(id, subject, Stamp.degraded("list-price", "1", NOW, DegradedReason.NO_CHAMPION));
        log.keep(decision);
        log.keep(decision);

        // then
        await().atMost(SOON).until(() -> stored(subject) == 1);
        assertThat(jdbc.sql(
                                "select kind, model, model_version, degraded, degraded_reason, decided_at = ?::timestamptz as"
                                        + " then, asked ->> 'item_id' as item, decided -> 0 ->> 'price' as price from decision"
                                        + " where id = ?")
                        .params(NOW.toString(), id)
                        .query()
                        .singleRow())
                .isEqualTo(Map.of(
                        "kind", "price",
                        "model", "list-price",
                        "model_version", "1",
                        "degraded", true,
                        "degraded_reason", "no_champion",
                        "then", true,
                        "item", subject,
                        "price", "12.50"));
    }

    @Test
    void storesAllThatManyRequestsDecideAtOnce() {
        String subject = "many-" + UUID.randomUUID();

        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                requests.execute(() -> log.keep(decision(UUID.randomUUID(), subject, Stamp.of("ridge", "1", NOW))));
            }
        }

        await().atMost(SOON).until(() -> stored(subject) == 2_000);
    }

    @Test
    void goesOnAfterOneThatCannotBeWritten() {
        // given
        String subject = "after-" + UUID.randomUUID();
        double dropped = meters.counter("shopkeeper.decisions.dropped").count();

        // when: a value that refuses to be written, and a character that PostgreSQL's JSON cannot hold
        log.keep(new LoggedDecision(
                UUID.randomUUID(),
                "price",
                subject,
                Stamp.of("ridge", "1", NOW),
                new Object() {
                    public String getValue() {
                        throw new IllegalStateException("cannot be read");
                    }
                },
                List.of()));
        log.keep(new LoggedDecision(
                UUID.randomUUID(), "price", subject, Stamp.of("ridge", "1", NOW), Map.of("text", "\0"), List.of()));
        log.keep(decision(UUID.randomUUID(), subject, Stamp.of("ridge", "1", NOW)));

        // then
        await().atMost(SOON).until(() -> stored(subject) == 1);
        assertThat(meters.counter("shopkeeper.decisions.dropped").count()).isEqualTo(dropped + 2);
    }

    @Test
    void forgetsWhatIsOld() {
        // given
        String subject = "old-" + UUID.randomUUID();
        log.keep(decision(
                UUID.randomUUID(), subject, Stamp.of("ridge", "1", Instant.now().minus(Duration.ofDays(91)))));
        log.keep(decision(
                UUID.randomUUID(), subject, Stamp.of("ridge", "1", Instant.now().minus(Duration.ofDays(89)))));
        await().atMost(SOON).until(() -> stored(subject) == 2);

        // when
        int forgotten = housekeeping.stream()
                .filter(task -> task.name().equals("decisions"))
                .findFirst()
                .orElseThrow()
                .work()
                .getAsInt();

        // then
        assertThat(forgotten).isPositive();
        assertThat(stored(subject)).isOne();
    }
}
