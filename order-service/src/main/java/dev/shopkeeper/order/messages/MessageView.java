package dev.shopkeeper.order.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.order.triage.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message, what was read in it and what was decided to do with it: without a model, a person reads it.
 *
 * @param text absent in listings
 * @param decision absent while no model has read it
 * @param cause why it was decided so
 * @param intents all that the model knows, the likeliest first
 * @param intents the likeliest first; they add up to a half where the words tell an intent that nobody has labelled, else to 1
 * @param entities what it mentions; absent in listings
 * @param aboutOrderId the person's own order that it is about, by the upload or by a number in the text
 * @param returnId the return that was asked for in the writer's name, or was under way already
 * @param correctedIntent what a person said that it means
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        String messageId,
        @Nullable String orderId,
        @Nullable String userId,
        @Nullable String text,
        String language,
        MessageState state,
        Reading.@Nullable Outcome decision,
        Verdict.@Nullable Cause cause,
        @Nullable List<IntentProbability> intents,
        @Nullable List<Verdict.Entity> entities,
        @Nullable String aboutOrderId,
        @Nullable String returnId,
        @Nullable String returnState,
        @Nullable String correctedIntent,
        @Nullable String claimedBy,
        @Nullable Instant claimedUntil,
        @Nullable String resolvedBy,
        @Nullable Instant resolvedAt,
        Instant receivedAt,
        @JsonUnwrapped Stamp stamp,
        Explanation explanation)
        implements Decision {

    /** An intent with the probability that it is what was meant. */
    public record IntentProbability(String intent, double probability) {}

    /** The text stays out of logs. */
    @Override
    public String toString() {
        return "MessageView[messageId=" + messageId + ", state=" + state + "]";
    }
}
