package dev.shopkeeper.starter.messaging;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox as its publisher sees it. Whatever writes here takes part in the current transaction. Thread-safe. */
final class OutboxTable {

    /** What stands in place of a consumer in the dead letter of an event that could not be sent. */
    static final String CONSUMER = "outbox";

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final long LOCK = 0x5368_6f70_6f75_7462L;

    private final JdbcClient jdbc;

    OutboxTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row that Kafka refuses, and what it said. */
    record Refusal(OutboxRow row, RuntimeException failure) {

        /** Attempts so far, with this one. */
        int attempts() {
            return row.attempts() + 1;
        }
    }

    /** Whether this replica is the one to publish, until the transaction ends. */
    boolean isElected() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    /**
     * The first rows whose keys do not wait. PostgreSQL walks along {@code seq} and looks each key up in the small index
     * of those that wait, so the cost is that of the rows passed over, not of the table.
     */
    List<OutboxRow> due(int limit) {
        return jdbc.sql("""
                        select * from outbox event
                        where not exists (
                            select from outbox waiting
                            where waiting.next_attempt_at > now()
                              and waiting.aggregatetype = event.aggregatetype
                              and waiting.aggregateid = event.aggregateid)
                        order by seq limit ?
                        """).param(limit).query(OutboxRow::of).list();
    }

    void delete(Collection<UUID> published) {
        if (!published.isEmpty()) {
            jdbc.sql("delete from outbox where id = any (?)")
                    .param(published.toArray(UUID[]::new))
                    .update();
        }
    }

    /** Makes rows, and so their keys, wait; the first time for {@code first}, then twice as long each time. */
    void postpone(List<Refusal> refusals, Duration first, Duration longest) {
        if (refusals.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update outbox
                        set attempts = refused.attempts, error = refused.error,
                            next_attempt_at = clock_timestamp() + make_interval(secs => refused.wait)
                        from unnest(?::uuid[], ?::integer[], ?::float8[], ?::text[])
                            as refused (id, attempts, wait, error)
                        where outbox.id = refused.id
                        """)
                .params(
                        printed(refusals, refusal -> refusal.row().id()),
                        printed(refusals, Refusal::attempts),
                        printed(refusals, refusal -> backOff(refusal.attempts(), first, longest)),
                        text(refusals, OutboxTable::error))
                .update();
    }

    private static double backOff(int attempts, Duration first, Duration longest) {
        return Math.min(longest.toMillis(), Math.scalb((double) first.toMillis(), attempts - 1)) / 1_000;
    }

    /** Moves rows to the dead letters. */
    void park(List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        with refused as (
                            select * from unnest(?::uuid[], ?::uuid[], ?::text[]) as refused (id, letter, reason)),
                        parked as (
                            delete from outbox using refused where outbox.id = refused.id returning outbox.*, letter, reason)
                        insert into dead_letter (id, consumer, topic, message_key, event_id, event_source, event_type,
                            headers, payload, error)
                        select letter, ?, aggregatetype, aggregateid, id, source, type,
                            headers || jsonb_build_object('ce_time', "time"), convert_to(payload::text, 'UTF8'), reason
                        from parked
                        """)
                .params(
                        printed(refusals, refusal -> refusal.row().id()),
                        printed(refusals, refusal -> IDS.generate()),
                        text(refusals, OutboxTable::error),
                        CONSUMER)
                .update();
    }

    /**
     * Moves a parked event from the dead letters back to the end of the outbox, with its old id, in one statement.
     *
     * @return false if it was not parked
     */
    boolean takeBack(UUID letter) {
        return jdbc.sql("""
                        with letter as (
                            update dead_letter set state = 'REPLAYED', updated_at = now()
                            where id = ? and state = 'PARKED' and consumer = ? returning *)
                        insert into outbox (id, aggregatetype, aggregateid, type, payload, source, "time", headers)
                        select event_id::uuid, topic, message_key, event_type, convert_from(payload, 'UTF8')::json,
                            event_source, (headers ->> 'ce_time')::timestamptz, headers - 'ce_time'
                        from letter
                        """).params(letter, CONSUMER).update() == 1;
    }

    private static String error(Refusal refusal) {
        return Failures.describe(refusal.failure()).replace("\0", "");
    }
}
