package dev.shopkeeper.order.messages;

import dev.shopkeeper.order.triage.Intent;
import dev.shopkeeper.starter.bulk.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person says that a message means.
 *
 * @param messageId absent where the path names it
 * @param group what was written after one pattern, if it is known: messages of one group are learnt from or tested on, all
 *     together
 */
record CorrectionEntry(
        String messageId,
        String intent,
        String correctedBy,
        @Nullable String group,
        Instant correctedAt) {

    static CorrectionEntry read(Fields fields) {
        return new CorrectionEntry(
                fields.id("message_id"),
                fields.oneOf("intent", Intent.WIRE_NAMES),
                fields.id("corrected_by"),
                fields.textOrNull("group", 200),
                fields.past("corrected_at"));
    }

    /** Of the message that the path names. */
    record OfOne(
            String intent, String correctedBy, @Nullable String group, Instant correctedAt) {

        static OfOne read(Fields fields) {
            return new OfOne(
                    fields.oneOf("intent", Intent.WIRE_NAMES),
                    fields.id("corrected_by"),
                    fields.textOrNull("group", 200),
                    fields.pastOrNow("corrected_at"));
        }

        CorrectionEntry of(String messageId) {
            return new CorrectionEntry(messageId, intent, correctedBy, group, correctedAt);
        }
    }
}
