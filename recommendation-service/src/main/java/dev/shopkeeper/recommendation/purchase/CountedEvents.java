package dev.shopkeeper.recommendation.purchase;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.recommendation.jdbc.Columns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Remembers the events whose effect adds up, so that one sent twice counts once. */
@Repository
public class CountedEvents {

    private static final String REMEMBER = """
            insert into counted_event (source, event_id)
            select * from unnest(?::text[], ?::text[])
            on conflict do nothing
            returning source, event_id
            """;

    private final JdbcTemplate jdbc;

    CountedEvents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those events that were not seen before, each once, in the order given; all are remembered. */
    public List<EventEnvelope<?>> unseen(List<EventEnvelope<?>> events) {
        if (events.isEmpty()) {
            return events;
        }
        Map<Identity, EventEnvelope<?>> byIdentity = new LinkedHashMap<>();
        events.forEach(event -> byIdentity.putIfAbsent(new Identity(event.source(), event.id()), event));
        List<Identity> sorted = byIdentity.keySet().stream().sorted().toList();
        Set<Identity> unseen = new HashSet<>(jdbc.query(
                Columns.of(REMEMBER, sorted)
                        .column("text", Identity::source)
                        .column("text", Identity::id)
                        .statement(),
                (row, number) -> new Identity(row.getString(1), row.getString(2))));
        List<EventEnvelope<?>> fresh = new ArrayList<>();
        byIdentity.forEach((identity, event) -> {
            if (unseen.contains(identity)) {
                fresh.add(event);
            }
        });
        return fresh;
    }

    private record Identity(String source, String id) implements Comparable<Identity> {
        @Override
        public int compareTo(Identity other) {
            int bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : id.compareTo(other.id);
        }
    }
}
