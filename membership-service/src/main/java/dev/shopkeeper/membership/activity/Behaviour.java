package dev.shopkeeper.membership.activity;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.membership.member.Members;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Counts what signed-in people do, a batch of events at a time. Rows are written in the order of the users, so that two
 * batches never deadlock. What anonymous people do is not kept here, and an event whose visitor did not agree to be learnt
 * from names nobody.
 */
@Service
public class Behaviour {

    private final JdbcTemplate jdbc;
    private final Members members;

    Behaviour(JdbcTemplate jdbc, Members members) {
        this.jdbc = jdbc;
        this.members = members;
    }

    private record Seen(String userId, Instant first, Instant last) {

        private Seen and(Seen other) {
            return new Seen(
                    userId,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    private record Counted(String userId, String eventName) {}

    /** Counts events that were not counted before; part of the caller's transaction. */
    public void count(Collection<BehaviourRecorded> events) {
        Map<String, Instant> met = new TreeMap<>();
        Map<String, Seen> seen = new TreeMap<>();
        Map<Counted, Long> counts = new HashMap<>();
        for (BehaviourRecorded event : events) {
            String userId = event.userId();
            if (userId != null) {
                met.merge(userId, event.occurredAt(), (one, other) -> one.isBefore(other) ? one : other);
                seen.merge(userId, new Seen(userId, event.occurredAt(), event.occurredAt()), Seen::and);
                counts.merge(new Counted(userId, event.eventName()), 1L, Long::sum);
            }
        }
        if (!met.isEmpty()) {
            members.meet(met);
            storeSeen(seen.values());
            storeCounts(counts);
        }
    }

    private void storeSeen(Collection<Seen> seen) {
        jdbc.update("""
                insert into member_activity (user_id, first_seen_at, last_seen_at)
                select * from unnest(?::text[], ?::timestamptz[], ?::timestamptz[])
                on conflict (user_id) do update set
                    first_seen_at = least(member_activity.first_seen_at, excluded.first_seen_at),
                    last_seen_at = greatest(member_activity.last_seen_at, excluded.last_seen_at)
                """, text(seen, Seen::userId), times(seen, Seen::first), times(seen, Seen::last));
    }

    private void storeCounts(Map<Counted, Long> counts) {
        List<Map.Entry<Counted, Long>> rows = List.copyOf(counts.entrySet());
        jdbc.update(
                """
                insert into member_event_count (user_id, event_name, events)
                select * from unnest(?::text[], ?::text[], ?::bigint[]) as counted (user_id, event_name, events)
                order by user_id collate "C", event_name
                on conflict (user_id, event_name) do update set events = member_event_count.events + excluded.events
                """,
                text(rows, row -> row.getKey().userId()),
                text(rows, row -> row.getKey().eventName()),
                printed(rows, Map.Entry::getValue));
    }
}
