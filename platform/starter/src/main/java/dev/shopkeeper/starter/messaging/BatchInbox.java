package dev.shopkeeper.starter.messaging;

import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.events.EventEnvelope;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Notes a whole batch of events in one statement and tells which are new. A {@link BatchSubscription} that is
 * {@code deduplicated()} has one; this is for consumers that share an inbox or count only some of their events.
 * Thread-safe.
 */
public final class BatchInbox {

    private final JdbcTemplate jdbc;
    private final String consumer;

    /** The inbox of the consumer, or of the consumers together, of this name. */
    public BatchInbox(JdbcTemplate jdbc, String consumer) {
        this.jdbc = jdbc;
        this.consumer = consumer;
    }

    private record Key(String source, String id) {}

    /**
     * Notes the events in the current transaction and returns, in their order, those that were not noted before. Waits
     * for other transactions that are noting one of them.
     */
    public List<EventEnvelope<?>> unseen(Collection<EventEnvelope<?>> events) {
        Map<Key, EventEnvelope<?>> byKey = new LinkedHashMap<>();
        events.forEach(event -> byKey.putIfAbsent(new Key(event.source(), event.id()), event));
        List<Key> fresh = jdbc.query(
                """
                insert into inbox (consumer, source, event_id)
                select ?, source, event_id from unnest(?::text[], ?::text[]) as event (source, event_id)
                order by source, event_id
                on conflict do nothing
                returning source, event_id
                """,
                (row, number) -> new Key(row.getString("source"), row.getString("event_id")),
                consumer,
                text(byKey.keySet(), Key::source),
                text(byKey.keySet(), Key::id));
        byKey.keySet().retainAll(new HashSet<>(fresh));
        return List.copyOf(byKey.values());
    }
}
