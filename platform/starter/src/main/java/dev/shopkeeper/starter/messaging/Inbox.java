package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.EventEnvelope;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers which events a consumer has seen, in the transaction of their effect. */
final class Inbox {

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Notes an event in the current transaction. Waits for another transaction that is noting the same one.
     *
     * @return false if the consumer has seen it before
     */
    boolean isNew(String consumer, EventEnvelope<?> event) {
        return jdbc.sql("insert into inbox (consumer, source, event_id) values (?, ?, ?) on conflict do nothing")
                        .params(consumer, event.source(), event.id())
                        .update()
                == 1;
    }

    /** Forgets events seen longer ago than that; returns how many. */
    int forgetOlderThan(Duration age) {
        return jdbc.sql("""
                        delete from inbox where ctid = any (array(
                            select ctid from inbox where received_at < now() - make_interval(secs => ?) limit 10000))
                        """).param((double) age.toSeconds()).update();
    }
}
