package dev.shopkeeper.order.messages;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What waits for a person: taken for a while by one of them, given back or resolved. Nobody waits for somebody else's lock: the
 * next free one is taken. A lease that has run out is free again.
 */
@Service
class ReviewQueue {

    private final JdbcTemplate jdbc;
    private final Messages messages;
    private final Corrections corrections;
    private final TriageSettings settings;

    ReviewQueue(JdbcTemplate jdbc, Messages messages, Corrections corrections, TriageSettings settings) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.corrections = corrections;
        this.settings = settings;
    }

    /** Takes the message that has waited longest and that nobody has; empty if none waits. */
    @Transactional
    public Optional<MessageView> next(String by, @Nullable Long minutes, Language language) {
        List<String> taken = jdbc.queryForList("""
                update message set claimed_by = ?, claimed_until = now() + make_interval(mins => ?::int)
                where message_id = (
                    select message_id from message
                    where state = 'WAITING_FOR_PERSON' and (claimed_until is null or claimed_until <= now())
                    order by received_at, message_id limit 1 for no key update skip locked)
                returning message_id
                """, String.class, by, minutes(minutes));
        return taken.stream().findFirst().map(id -> messages.view(id, language));
    }

    /** @throws ProblemException 404 if it is unknown, 409 if it does not wait or somebody else has it */
    @Transactional
    public MessageView claim(String id, String by, @Nullable Long minutes, Language language) {
        requireFree(id, by);
        jdbc.update(
                "update message set claimed_by = ?, claimed_until = now() + make_interval(mins => ?::int) where message_id = ?",
                by,
                minutes(minutes),
                id);
        return messages.view(id, language);
    }

    /** @throws ProblemException 404 if it is unknown, 409 if it does not wait or somebody else has it */
    @Transactional
    public MessageView release(String id, String by, Language language) {
        requireFree(id, by);
        jdbc.update("update message set claimed_by = null, claimed_until = null where message_id = ?", id);
        return messages.view(id, language);
    }

    /**
     * Somebody has dealt with a message.
     *
     * @param intent what it means, if they say so; the model learns from it
     * @throws ProblemException 404 if it is unknown, 409 if it does not wait or somebody else has it
     */
    @Transactional
    public MessageView resolve(
            String id, String by, @Nullable String intent, @Nullable String group, Instant at, Language language) {
        requireFree(id, by);
        jdbc.update("""
                update message set state = 'RESOLVED', resolved_by = ?, resolved_at = ?, claimed_by = null, claimed_until = null
                where message_id = ?
                """, by, at.atOffset(ZoneOffset.UTC), id);
        if (intent != null) {
            corrections.store(new CorrectionEntry(id, intent, by, group, at));
        }
        return messages.view(id, language);
    }

    private long minutes(@Nullable Long minutes) {
        return minutes == null ? settings.lease().toMinutes() : minutes;
    }

    private record Claim(
            MessageState state,
            @Nullable String by,
            @Nullable Instant until) {}

    /** Locks the message until the transaction ends. */
    private void requireFree(String id, String by) {
        Claim claim = jdbc
                .query(
                        """
                        select state, claimed_by, claimed_until, claimed_until > now() as held
                        from message where message_id = ? for no key update
                        """,
                        (row, number) -> new Claim(
                                MessageState.valueOf(row.getString("state")),
                                row.getBoolean("held") ? row.getString("claimed_by") : null,
                                row.getBoolean("held")
                                        ? row.getObject("claimed_until", OffsetDateTime.class)
                                                .toInstant()
                                        : null),
                        id)
                .stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("message", id));
        if (claim.state() != MessageState.WAITING_FOR_PERSON) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "wrong-message-state",
                    "Message '" + id + "' waits for nobody: it is " + claim.state() + ".",
                    List.of(new Violation("state", claim.state().name(), "does not wait for a person")),
                    null);
        }
        if (claim.by() != null && !claim.by().equals(by)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "message-claimed",
                    "Message '" + id + "' is claimed by '" + claim.by() + "' until " + claim.until() + ".",
                    List.of(new Violation("claimed_by", by, "is not '" + claim.by() + "', who has it")),
                    "Maybe take the next one?");
        }
    }
}
