package dev.shopkeeper.order.messages;

import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.events.MessageReceived;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkError;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Messages: taken in once each, told without their text, and kept until a person has read them. */
@Service
class Messages {

    private final JdbcTemplate jdbc;
    private final Outbox outbox;

    Messages(JdbcTemplate jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /** Stores messages and notes in {@code bulk} those that contradict a message of the same id. */
    @Transactional
    public void receive(Bulk<MessageEntry> bulk) {
        List<MessageEntry> entries = bulk.entries().stream()
                .map(Bulk.Entry::value)
                .sorted(Comparator.comparing(MessageEntry::messageId))
                .toList();
        Set<String> fresh = insert(entries);
        Map<String, MessageEntry> stored = stored(entries);
        for (Bulk.Entry<MessageEntry> entry : bulk.entries()) {
            MessageEntry told = entry.value();
            MessageEntry known = stored.get(told.messageId());
            if (known != null && !same(known, told)) {
                bulk.reject(entry, BulkError.CONFLICT, "message_id", told.messageId(), "is known with other content");
            }
        }
        stored.values().stream()
                .filter(message -> fresh.contains(message.messageId()))
                .sorted(Comparator.comparing(MessageEntry::receivedAt))
                .forEach(this::tell);
    }

    private static boolean same(MessageEntry one, MessageEntry other) {
        return one.text().equals(other.text())
                && Objects.equals(one.orderId(), other.orderId())
                && Objects.equals(one.userId(), other.userId());
    }

    private Set<String> insert(List<MessageEntry> entries) {
        return new HashSet<>(jdbc.queryForList(
                """
                insert into message (message_id, order_id, user_id, text, language, state, received_at)
                select id, order_id, user_id, text, language, 'WAITING_FOR_PERSON', received_at
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                    as entry (id, order_id, user_id, text, language, received_at)
                on conflict (message_id) do nothing
                returning message_id
                """,
                String.class,
                text(entries, MessageEntry::messageId),
                text(entries, MessageEntry::orderId),
                text(entries, MessageEntry::userId),
                text(entries, MessageEntry::text),
                text(entries, entry -> Language.of(entry.text()).wireName()),
                times(entries, MessageEntry::receivedAt)));
    }

    private Map<String, MessageEntry> stored(List<MessageEntry> entries) {
        Map<String, MessageEntry> stored = new HashMap<>();
        jdbc.query(
                "select * from message where message_id = any (?::text[])",
                row -> {
                    MessageEntry entry = new MessageEntry(
                            row.getString("message_id"),
                            row.getString("order_id"),
                            row.getString("user_id"),
                            row.getString("text"),
                            row.getObject("received_at", OffsetDateTime.class).toInstant());
                    stored.put(entry.messageId(), entry);
                },
                (Object) text(entries, MessageEntry::messageId));
        return stored;
    }

    private void tell(MessageEntry message) {
        outbox.append(
                new MessageReceived(
                        message.messageId(),
                        message.orderId(),
                        message.userId(),
                        Language.of(message.text()).wireName(),
                        null,
                        null,
                        message.receivedAt()),
                message.receivedAt());
    }

    MessageView view(String messageId) {
        return jdbc
                .query("select * from message where message_id = ?", (row, number) -> view(row, true), messageId)
                .stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("message", messageId));
    }

    Page<MessageView> list(@Nullable String orderId, @Nullable MessageState state, PageRequest request) {
        StringBuilder query = new StringBuilder("select * from message where message_id > ?");
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
                (row, number) -> view(row, false),
                values.toArray());
        return request.page(found, MessageView::messageId);
    }

    private static MessageView view(ResultSet row, boolean withText) throws SQLException {
        return MessageView.waiting(
                row.getString("message_id"),
                row.getString("order_id"),
                row.getString("user_id"),
                withText ? row.getString("text") : null,
                row.getString("language"),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }
}
