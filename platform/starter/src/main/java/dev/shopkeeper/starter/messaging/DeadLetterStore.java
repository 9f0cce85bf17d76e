package dev.shopkeeper.starter.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.shopkeeper.events.EventJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** The index of the service's dead-letter topic, and the events that it could not send itself. */
final class DeadLetterStore {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    DeadLetterStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Indexes a letter; one that is known already stays as it is. */
    void index(ConsumerRecord<String, byte[]> letter) {
        Headers headers = letter.headers();
        jdbc.sql("""
                        insert into dead_letter (id, consumer, topic, partition, "offset", message_key, event_id,
                            event_source, event_type, headers, payload, error)
                        values (:id, :consumer, :topic, :partition, :offset, :key, :event_id, :event_source,
                            :event_type, :headers::jsonb, :payload, :error)
                        on conflict (consumer, topic, partition, "offset") do nothing
                        """)
                .param("id", IDS.generate())
                .param("consumer", text(headers, DeadLetterPublisher.CONSUMER, "unknown"))
                .param("topic", text(headers, DeadLetterPublisher.TOPIC, letter.topic()))
                .param(
                        "partition",
                        Integer.parseInt(
                                text(headers, DeadLetterPublisher.PARTITION, Integer.toString(letter.partition()))))
                .param(
                        "offset",
                        Long.parseLong(text(headers, DeadLetterPublisher.OFFSET, Long.toString(letter.offset()))))
                .param("key", clean(letter.key()))
                .param("event_id", clean(CloudEvents.get(headers, CloudEvents.ID)))
                .param("event_source", clean(CloudEvents.get(headers, CloudEvents.SOURCE)))
                .param("event_type", clean(CloudEvents.get(headers, CloudEvents.TYPE)))
                .param("headers", json(headers))
                .param("payload", letter.value(), Types.BINARY)
                .param("error", text(headers, DeadLetterPublisher.ERROR, "unknown"))
                .update();
    }

    List<DeadLetter> list(
            @Nullable UUID before, DeadLetter.@Nullable State state, @Nullable String consumer, int limit) {
        return jdbc.sql("""
                        select * from dead_letter
                        where (cast(:before as uuid) is null or id < :before)
                          and (cast(:state as text) is null or state = :state)
                          and (cast(:consumer as text) is null or consumer = :consumer)
                        order by id desc limit :limit
                        """)
                .param("before", before)
                .param("state", state == null ? null : state.name())
                .param("consumer", consumer)
                .param("limit", limit)
                .query((row, index) -> letter(row, false))
                .list();
    }

    /** The oldest parked letters. */
    List<UUID> parked(@Nullable String consumer, int limit) {
        return jdbc.sql("""
                        select id from dead_letter
                        where state = 'PARKED' and (cast(:consumer as text) is null or consumer = :consumer)
                        order by id limit :limit
                        """)
                .param("consumer", consumer)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    long countParked() {
        return jdbc.sql("select count(*) from dead_letter where state = 'PARKED'")
                .query(Long.class)
                .single();
    }

    Optional<DeadLetter> find(UUID id) {
        return jdbc.sql("select * from dead_letter where id = ?")
                .param(id)
                .query((row, index) -> letter(row, true))
                .optional();
    }

    /** The bytes of the event, locked until the transaction ends; empty unless it is parked. */
    Optional<byte[]> lockParked(UUID id) {
        return jdbc.sql(
                        "select coalesce(payload, cast('' as bytea)) from dead_letter where id = ? and state = 'PARKED' for update")
                .param(id)
                .query(byte[].class)
                .optional();
    }

    void end(UUID id, DeadLetter.State state) {
        jdbc.sql("update dead_letter set state = ?, updated_at = now() where id = ? and state = 'PARKED'")
                .params(state.name(), id)
                .update();
    }

    void replayFailed(UUID id, String error) {
        jdbc.sql("""
                        update dead_letter
                        set error = ?, replay_attempts = replay_attempts + 1, updated_at = now()
                        where id = ? and state = 'PARKED'
                        """).params(error.replace("\0", ""), id).update();
    }

    /** Forgets letters that were replayed or discarded longer ago than that. */
    int forgetOlderThan(Duration age) {
        return jdbc.sql("""
                        delete from dead_letter
                        where state <> 'PARKED' and updated_at < now() - make_interval(secs => ?)
                        """).param((double) age.toSeconds()).update();
    }

    private static DeadLetter letter(ResultSet row, boolean whole) throws SQLException {
        byte[] payload = whole ? row.getBytes("payload") : null;
        return new DeadLetter(
                row.getObject("id", UUID.class),
                row.getString("consumer"),
                row.getString("topic"),
                row.getObject("partition", Integer.class),
                row.getObject("offset", Long.class),
                row.getString("message_key"),
                row.getString("event_id"),
                row.getString("event_source"),
                row.getString("event_type"),
                DeadLetter.State.valueOf(row.getString("state")),
                row.getString("error"),
                row.getInt("replay_attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                whole ? EventJson.mapper().readValue(row.getString("headers"), HEADERS) : null,
                payload == null ? null : textOrBase64(payload));
    }

    private static String textOrBase64(byte[] payload) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
        } catch (CharacterCodingException e) {
            return Base64.getEncoder().encodeToString(payload);
        }
    }

    private static String json(Headers headers) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (Header header : headers) {
            String value = header.value() == null ? "" : new String(header.value(), UTF_8);
            byName.put(header.key().replace("\0", ""), value.replace("\0", ""));
        }
        return EventJson.mapper().writeValueAsString(byName);
    }

    private static String text(Headers headers, String name, String otherwise) {
        String value = clean(CloudEvents.get(headers, name));
        return value == null || value.isEmpty() ? otherwise : value;
    }

    /** PostgreSQL's text cannot hold U+0000. */
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace("\0", "");
    }
}
