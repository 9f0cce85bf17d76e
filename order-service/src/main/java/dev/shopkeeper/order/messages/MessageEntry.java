package dev.shopkeeper.order.messages;

import dev.shopkeeper.starter.bulk.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message as a shop uploads it. The order it names need not be known: people mistype. */
public record MessageEntry(
        String messageId,
        @Nullable String orderId,
        @Nullable String userId,
        String text,
        Instant receivedAt) {

    static final int MOST_CHARACTERS = 20_000;

    static MessageEntry read(Fields fields) {
        return new MessageEntry(
                fields.id("message_id"),
                fields.idOrNull("order_id"),
                fields.idOrNull("user_id"),
                fields.personalText("text", MOST_CHARACTERS),
                fields.past("received_at"));
    }

    /** The text stays out of logs. */
    @Override
    public String toString() {
        return "MessageEntry[messageId=" + messageId + ", " + text.length() + " characters]";
    }
}
