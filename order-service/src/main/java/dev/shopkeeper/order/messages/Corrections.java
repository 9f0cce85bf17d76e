package dev.shopkeeper.order.messages;

import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkError;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people said that customers meant: the only labels that there are. All of it is kept, the latest of a message counts,
 * and told again it changes nothing. Whoever says it has read the message, which then waits no longer.
 */
@Service
class Corrections {

    private final JdbcTemplate jdbc;

    Corrections(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores them, and notes in {@code bulk} those of messages that nobody knows. */
    @Transactional
    public void store(Bulk<CorrectionEntry> bulk) {
        Set<String> known = lock(bulk.entries().stream()
                .map(entry -> entry.value().messageId())
                .distinct()
                .toList());
        List<CorrectionEntry> entries = bulk.entries().stream()
                .map(Bulk.Entry::value)
                .filter(entry -> known.contains(entry.messageId()))
                .toList();
        bulk.entries().stream()
                .filter(entry -> !known.contains(entry.value().messageId()))
                .forEach(entry -> bulk.reject(
                        entry, BulkError.UNKNOWN, "message_id", entry.value().messageId(), "unknown message"));
        insert(entries);
    }

    /** @throws ProblemException 404 if the message is not known */
    @Transactional
    public void store(CorrectionEntry entry) {
        if (lock(List.of(entry.messageId())).isEmpty()) {
            throw ProblemException.notFound("message", entry.messageId());
        }
        insert(List.of(entry));
    }

    /** In the order of their ids, so that those who want the same messages wait for one another. */
    private Set<String> lock(List<String> messageIds) {
        return new HashSet<>(jdbc.queryForList(
                "select message_id from message where message_id = any (?::text[]) order by message_id for no key update",
                String.class,
                (Object) text(messageIds, id -> id)));
    }

    private void insert(List<CorrectionEntry> entries) {
        List<CorrectionEntry> inOrder = entries.stream()
                .sorted(Comparator.comparing(CorrectionEntry::messageId).thenComparing(CorrectionEntry::correctedAt))
                .toList();
        jdbc.update(
                """
                insert into message_correction (message_id, intent, corrected_by, label_group, corrected_at)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                on conflict (message_id, corrected_by, corrected_at) do nothing
                """,
                text(inOrder, CorrectionEntry::messageId),
                text(inOrder, CorrectionEntry::intent),
                text(inOrder, CorrectionEntry::correctedBy),
                text(inOrder, CorrectionEntry::group),
                times(inOrder, CorrectionEntry::correctedAt));
        jdbc.update(
                """
                update message set state = 'RESOLVED', resolved_by = said.by, resolved_at = said.at,
                    claimed_by = null, claimed_until = null
                from unnest(?::text[], ?::text[], ?::timestamptz[]) as said (id, by, at)
                where message_id = said.id and state <> 'RESOLVED'
                """,
                text(inOrder, CorrectionEntry::messageId),
                text(inOrder, CorrectionEntry::correctedBy),
                times(inOrder, CorrectionEntry::correctedAt));
    }
}
