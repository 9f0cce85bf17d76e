package dev.shopkeeper.order.training;

import dev.shopkeeper.order.triage.LabelledText;
import dev.shopkeeper.order.triage.Skeleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads what people said of messages. */
@Component
class LabelStore {

    private final JdbcTemplate jdbc;

    LabelStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A message with what was last said of it.
     *
     * @param at when it was received
     */
    record Label(String messageId, Instant at, LabelledText text) {}

    /**
     * The latest messages that somebody said the intent of, in the order of their ids. Where nobody said which were written
     * after one pattern, those that differ in numbers and signs alone are of one.
     *
     * @param most of all
     */
    List<Label> latest(int most) {
        List<Label> labels = new ArrayList<>();
        jdbc.query(
                """
                select * from (
                    select distinct on (message_id) message_id, intent, label_group, text, received_at
                    from message_correction join message using (message_id)
                    order by message_id, corrected_at desc, correction_id desc) as said
                order by received_at desc, message_id limit ?
                """,
                row -> {
                    String text = row.getString("text");
                    String group = row.getString("label_group");
                    labels.add(new Label(
                            row.getString("message_id"),
                            row.getObject("received_at", OffsetDateTime.class).toInstant(),
                            new LabelledText(
                                    text, row.getString("intent"), group == null ? Skeleton.of(text) : group)));
                },
                most);
        labels.sort((one, other) -> one.messageId.compareTo(other.messageId));
        return labels;
    }
}
