package dev.shopkeeper.starter.messaging;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.EventTypes;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.starter.observability.TraceHeaders;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox as a table of the service's database. */
final class JdbcOutbox implements Outbox {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final JdbcClient jdbc;
    private final String source;
    private final TraceHeaders traceHeaders;
    private final Runnable afterCommit;

    JdbcOutbox(JdbcClient jdbc, String source, TraceHeaders traceHeaders, Runnable afterCommit) {
        this.jdbc = jdbc;
        this.source = source;
        this.traceHeaders = traceHeaders;
        this.afterCommit = afterCommit;
    }

    @Override
    public void append(ShopEvent event, Instant time) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("There is no transaction to append "
                    + event.getClass().getSimpleName() + " in. Maybe the calling method lacks @Transactional?");
        }
        jdbc.sql("""
                        insert into outbox (id, aggregatetype, aggregateid, type, payload, source, "time", headers)
                        values (?, ?, ?, ?, ?::json, ?, ?, ?::jsonb)
                        """)
                .params(
                        IDS.generate(),
                        EventTypes.of(event.getClass()).topic().topicName(),
                        event.key(),
                        EventTypes.of(event.getClass()).name(),
                        EventJson.mapper().writeValueAsString(event),
                        source,
                        time.atOffset(ZoneOffset.UTC),
                        EventJson.mapper().writeValueAsString(traceHeaders.current()))
                .update();
        kickAfterCommit();
    }

    private void kickAfterCommit() {
        boolean registered = TransactionSynchronizationManager.getSynchronizations().stream()
                .anyMatch(known -> known instanceof Kick kick && kick.outbox() == this);
        if (!registered) {
            TransactionSynchronizationManager.registerSynchronization(new Kick(this));
        }
    }

    private record Kick(JdbcOutbox outbox) implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            outbox.afterCommit.run();
        }
    }
}
