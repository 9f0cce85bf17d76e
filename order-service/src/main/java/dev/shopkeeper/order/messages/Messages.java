package dev.shopkeeper.order.messages;

import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.MessageReceived;
import dev.shopkeeper.order.triage.Reading;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkError;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Messages: taken in once each, read by the model, told without their text, and kept until somebody has dealt with them. */
@Service
class Messages {

    /** A text is of one row, and a row of 20,000 characters: so many are read again at once. */
    private static final int PAGE = 200;

    /** Nothing is shown to be certain. */
    private static final double AS_GOOD_AS_CERTAIN = 0.9999;

    private static final String WAITING = MessageState.WAITING_FOR_PERSON.name();
    private static final String VIEW = """
            select message.*, claimed_until > now() as held, (select intent from message_correction said where said.message_id = message.message_id
                order by corrected_at desc, correction_id desc limit 1) as corrected_intent,
                (select state from order_return where order_return.return_id = message.return_id) as return_state
            from message
            """;

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final Triage triage;
    private final Requests requests;

    Messages(JdbcTemplate jdbc, Outbox outbox, Triage triage, Requests requests) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.triage = triage;
        this.requests = requests;
    }

    /** Stores messages and notes in {@code bulk} those that contradict a message of the same id. */
    @Transactional
    public void receive(Bulk<MessageEntry> bulk) {
        List<MessageEntry> entries = bulk.entries().stream()
                .map(Bulk.Entry::value)
                .sorted(Comparator.comparing(MessageEntry::messageId))
                .toList();
        Map<String, Verdict> verdicts = triage.read(entries);
        Set<String> fresh = insert(entries, verdicts);
        Map<String, MessageEntry> stored = stored(entries);
        for (Bulk.Entry<MessageEntry> entry : bulk.entries()) {
            MessageEntry told = entry.value();
            MessageEntry known = stored.get(told.messageId());
            if (known != null && !same(known, told)) {
                bulk.reject(entry, BulkError.CONFLICT, "message_id", told.messageId(), "is known with other content");
            }
        }
        requests.act(
                entries.stream()
                        .filter(entry -> fresh.contains(entry.messageId()))
                        .toList(),
                verdicts);
        stored.values().stream()
                .filter(message -> fresh.contains(message.messageId()))
                .sorted(Comparator.comparing(MessageEntry::receivedAt))
                .forEach(message -> tell(message, verdicts.get(message.messageId())));
    }

    /**
     * Takes one message in and answers what was read in it; told again, the same.
     *
     * @throws ProblemException 409 if another message has its id
     */
    @Transactional
    public MessageView receive(MessageEntry entry, Language language) {
        Map<String, Verdict> verdicts = triage.read(List.of(entry));
        if (!insert(List.of(entry), verdicts).isEmpty()) {
            requests.act(List.of(entry), verdicts);
            tell(entry, verdicts.get(entry.messageId()));
        } else if (!same(Objects.requireNonNull(stored(List.of(entry)).get(entry.messageId())), entry)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "message-known",
                    "Message '" + entry.messageId() + "' is known with other content.",
                    List.of(new Violation("message_id", entry.messageId(), "is known with other content")),
                    "Maybe give each message an id of its own?");
        }
        return view(entry.messageId(), language);
    }

    /**
     * Reads messages again that wait for a person and were read by another version of the model, or by none; somebody who
     * looks at one keeps it as it is. One whose request waits for an answer waits on, whatever another version reads in it.
     *
     * @return whether there may be more
     */
    @Transactional
    public boolean readAgain(String version) {
        List<MessageEntry> waiting = jdbc.query("""
                select * from message where state = 'WAITING_FOR_PERSON' and model_version is distinct from ?
                    and (claimed_until is null or claimed_until < now())
                    and coalesce(verdict ->> 'cause', '') not in
                        ('WHICH_ORDER', 'WHICH_ITEM', 'HOW_MANY', 'NOT_SENT', 'NOTHING_OPEN', 'OLD_REQUEST',
                         'POLICY_LEAVES_IT', 'POLICY_REFUSES')
                order by received_at, message_id limit ? for no key update skip locked
                """, (row, number) -> entry(row), version, PAGE);
        Map<String, Verdict> verdicts = triage.read(waiting);
        List<MessageEntry> read = waiting.stream()
                .filter(message -> verdicts.containsKey(message.messageId()))
                .toList();
        jdbc.update(
                """
                update message set verdict = said.verdict::jsonb, model_version = said.version, state = said.state
                from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as said (id, verdict, version, state)
                where message_id = said.id
                """,
                text(read, MessageEntry::messageId),
                text(read, message -> json(verdicts.get(message.messageId()))),
                text(read, message -> version(verdicts.get(message.messageId()))),
                text(read, message -> state(verdicts.get(message.messageId()))));
        requests.act(read, verdicts);
        return read.size() == PAGE;
    }

    static @Nullable String json(@Nullable Verdict verdict) {
        return verdict == null ? null : EventJson.mapper().writeValueAsString(verdict);
    }

    private static @Nullable String version(@Nullable Verdict verdict) {
        return verdict == null ? null : verdict.version();
    }

    static String state(@Nullable Verdict verdict) {
        return verdict != null && verdict.decision() == Reading.Outcome.AUTO ? MessageState.DECIDED.name() : WAITING;
    }

    private static boolean same(MessageEntry one, MessageEntry other) {
        return one.text().equals(other.text())
                && Objects.equals(one.orderId(), other.orderId())
                && Objects.equals(one.userId(), other.userId());
    }

    private Set<String> insert(List<MessageEntry> entries, Map<String, Verdict> verdicts) {
        return new HashSet<>(jdbc.queryForList(
                """
                insert into message
                    (message_id, order_id, user_id, text, language, received_at, state, verdict, model_version)
                select id, order_id, user_id, text, language, received_at, state, verdict::jsonb, version
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                    ?::text[]) as entry (id, order_id, user_id, text, language, received_at, state, verdict, version)
                on conflict (message_id) do nothing
                returning message_id
                """,
                String.class,
                text(entries, MessageEntry::messageId),
                text(entries, MessageEntry::orderId),
                text(entries, MessageEntry::userId),
                text(entries, MessageEntry::text),
                text(entries, entry -> Script.of(entry.text()).wireName()),
                times(entries, MessageEntry::receivedAt),
                text(entries, entry -> state(verdicts.get(entry.messageId()))),
                text(entries, entry -> json(verdicts.get(entry.messageId()))),
                text(entries, entry -> version(verdicts.get(entry.messageId())))));
    }

    private Map<String, MessageEntry> stored(List<MessageEntry> entries) {
        Map<String, MessageEntry> stored = new HashMap<>();
        jdbc.query(
                "select * from message where message_id = any (?::text[])",
                row -> {
                    MessageEntry entry = entry(row);
                    stored.put(entry.messageId(), entry);
                },
                (Object) text(entries, MessageEntry::messageId));
        return stored;
    }

    private static MessageEntry entry(ResultSet row) throws SQLException {
        return new MessageEntry(
                row.getString("message_id"),
                row.getString("order_id"),
                row.getString("user_id"),
                row.getString("text"),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }

    private void tell(MessageEntry message, @Nullable Verdict verdict) {
        Reading.Ranked first = verdict == null ? null : verdict.ranked().getFirst();
        outbox.append(
                new MessageReceived(
                        message.messageId(),
                        message.orderId(),
                        message.userId(),
                        Script.of(message.text()).wireName(),
                        first == null ? null : first.label(),
                        first == null ? null : first.probability(),
                        message.receivedAt()),
                message.receivedAt());
    }

    MessageView view(String messageId, Language language) {
        return jdbc.query(VIEW + "where message_id = ?", (row, number) -> view(row, true, language), messageId).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("message", messageId));
    }

    Page<MessageView> list(
            @Nullable String orderId, @Nullable MessageState state, PageRequest request, Language language) {
        StringBuilder query = new StringBuilder(VIEW).append("where message_id > ?");
        List<Object> values = new ArrayList<>();
        values.add(request.after() == null ? "" : request.after());
        if (orderId != null) {
            query.append(" and order_id = ?");
            values.add(orderId);
        }
        if (state != null) {
            query.append(" and state = ?");
            values.add(state.name());
        }
        values.add(request.probe());
        List<MessageView> found = jdbc.query(
                query.append(" order by message_id limit ?").toString(),
                (row, number) -> view(row, false, language),
                values.toArray());
        return request.page(found, MessageView::messageId);
    }

    private static MessageView view(ResultSet row, boolean withText, Language language) throws SQLException {
        String stored = row.getString("verdict");
        Verdict verdict = stored == null ? null : EventJson.mapper().readValue(stored, Verdict.class);
        String text = withText ? row.getString("text") : null;
        Instant until = instant(row, "claimed_until");
        boolean claimed = until != null && row.getBoolean("held");
        Instant receivedAt = row.getObject("received_at", OffsetDateTime.class).toInstant();
        return new MessageView(
                row.getString("message_id"),
                row.getString("order_id"),
                row.getString("user_id"),
                text,
                row.getString("language"),
                MessageState.valueOf(row.getString("state")),
                verdict == null ? null : verdict.decision(),
                verdict == null ? null : verdict.cause(),
                verdict == null ? null : intents(verdict),
                verdict == null || !withText ? null : verdict.entities(),
                verdict == null ? null : verdict.orderId(),
                row.getString("return_id"),
                row.getString("return_state"),
                row.getString("corrected_intent"),
                claimed ? row.getString("claimed_by") : null,
                claimed ? until : null,
                row.getString("resolved_by"),
                instant(row, "resolved_at"),
                receivedAt,
                verdict == null
                        ? Stamp.degraded("human-queue", "1", receivedAt, DegradedReason.NO_CHAMPION)
                        : Stamp.of(verdict.model(), verdict.version(), verdict.decidedAt()),
                verdict == null
                        ? Explanation.of(language.choose(
                                "No model has read this message; it waits for a person.", "尚无模型读过这条消息，等待人工处理。"))
                        : new TriageWords(language).explain(verdict, text));
    }

    private static List<MessageView.IntentProbability> intents(Verdict verdict) {
        return verdict.ranked().stream()
                .map(ranked -> new MessageView.IntentProbability(
                        ranked.label(), Math.min(AS_GOOD_AS_CERTAIN, Math.round(ranked.probability() * 1e4) / 1e4)))
                .toList();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
