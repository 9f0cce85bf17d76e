package dev.shopkeeper.starter.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * Meters of the outbox. The gauges ask the database when they are read, and are not a number while it cannot say. What
 * is parked counts among the dead letters, under the name {@link OutboxTable#CONSUMER}.
 */
final class OutboxMetrics {

    private static final String DEPTH = "select count(*) from outbox";
    private static final String WAITING = "select count(*) from outbox where next_attempt_at is not null";
    private static final String OLDEST_AGE = """
            select coalesce(
                (select extract(epoch from clock_timestamp() - appended_at) from outbox order by seq limit 1), 0)
            """;

    private final Counter parked;

    OutboxMetrics(MeterRegistry registry, JdbcClient jdbc) {
        Gauge.builder("shopkeeper.outbox.depth", jdbc, asked -> ask(asked, DEPTH))
                .description("Events written and not yet acknowledged by Kafka")
                .register(registry);
        Gauge.builder("shopkeeper.outbox.waiting", jdbc, asked -> ask(asked, WAITING))
                .description(
                        "Events that were refused and have not been sent since; those of their keys wait behind them")
                .register(registry);
        TimeGauge.builder("shopkeeper.outbox.oldest.age", jdbc, TimeUnit.SECONDS, asked -> ask(asked, OLDEST_AGE))
                .description("How long the first event of the outbox has been there; zero where there is none")
                .register(registry);
        this.parked = Counter.builder(ConsumerMetrics.DEAD_LETTERS)
                .description(ConsumerMetrics.DEAD_LETTERS_DESCRIPTION)
                .tag("consumer", OutboxTable.CONSUMER)
                .register(registry);
    }

    void parked(int events) {
        parked.increment(events);
    }

    private static double ask(JdbcClient jdbc, String question) {
        try {
            return jdbc.sql(question).query(Double.class).single();
        } catch (DataAccessException | TransactionException e) {
            return Double.NaN;
        }
    }
}
