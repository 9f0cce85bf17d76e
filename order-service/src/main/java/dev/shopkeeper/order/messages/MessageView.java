package dev.shopkeeper.order.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Stamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message and what was decided to do with it: without a model, a person reads it.
 *
 * @param text absent in listings
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        String messageId,
        @Nullable String orderId,
        @Nullable String userId,
        @Nullable String text,
        String language,
        MessageState state,
        Instant receivedAt,
        @JsonUnwrapped Stamp stamp,
        Explanation explanation)
        implements Decision {

    static MessageView waiting(
            String messageId,
            @Nullable String orderId,
            @Nullable String userId,
            @Nullable String text,
            String language,
            Instant receivedAt) {
        return new MessageView(
                messageId,
                orderId,
                userId,
                text,
                language,
                MessageState.WAITING_FOR_PERSON,
                receivedAt,
                Stamp.degraded("human-queue", "1", receivedAt, DegradedReason.NO_CHAMPION),
                Explanation.of("No model has read this message; it waits for a person."));
    }

    /** The text stays out of logs. */
    @Override
    public String toString() {
        return "MessageView[messageId=" + messageId + ", state=" + state + "]";
    }
}
