package dev.shopkeeper.order.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.order.triage.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read in a message, as it is kept: parts of the text by their place, not by their words.
 *
 * @param decision what becomes of it
 * @param cause why
 * @param ranked all intents that the model knows, the likeliest first
 * @param parts what decided between the first and the second
 * @param entities what the text mentions
 * @param orderId the order that the message is about, if it is one of the person's own
 * @param lineIds its lines that are named
 * @param quantity how many, if it is said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verdict(
        String model,
        String version,
        Instant decidedAt,
        Reading.Outcome decision,
        Cause cause,
        List<Reading.Ranked> ranked,
        List<Reading.Part> parts,
        List<Entity> entities,
        @Nullable String orderId,
        List<String> lineIds,
        @Nullable Long quantity) {

    /** Why it was decided so. */
    enum Cause {
        SURE,
        BELOW_TARGET_PRECISION,
        DENIED_REQUEST,
        /** It speaks of a return, an exchange or a cancellation, and does not plainly ask for one. */
        NOT_A_PLAIN_REQUEST,
        UNKNOWN_WORDS,
        UNLIKE_WHAT_WAS_LEARNT,
        /** Its words tell an intent that nobody has named yet, so that the model cannot know it. */
        UNLEARNT_INTENT,
        /** It names an order that is not proven to be the writer's. */
        ORDER_OF_ANOTHER,
        /** It wants something back, and no order of the writer's is known that it is about. */
        WHICH_ORDER,
        /** It wants something back, and several lines of the order may be meant. */
        WHICH_ITEM,
        /** It wants something back, and the line has several units. */
        HOW_MANY,
        /** It wants something back that was not sent yet. */
        NOT_SENT,
        /** It wants something back, and was written so long ago that somebody may have seen to it. */
        OLD_REQUEST,
        /** It wants something back that the policy does not take back; a person says so. */
        POLICY_REFUSES,
        /** It wants something back of which nothing is left. */
        NOTHING_OPEN,
        /** What it wants is asked for, and the policy leaves it to a person. */
        POLICY_LEAVES_IT;

        static Cause of(Reading.Cause cause) {
            return valueOf(cause.name());
        }
    }

    /** What stands of an order's number. */
    enum Standing {
        /** The order is the person's. */
        OWN,
        /** There is such an order, of somebody else or of nobody that is known; it is not used. */
        NOT_PROVEN,
        /** There is no such order. */
        UNKNOWN
    }

    /**
     * Something that the text mentions.
     *
     * @param kind {@code order_number}, {@code item}, {@code phone}, {@code quantity}
     * @param from where it begins, in UTF-16 code units
     * @param to behind its end
     * @param value E.164 of a telephone, digits of a quantity, the order's line of an item; absent of an order's number, which
     *     stands in the text
     * @param standing of an order's number
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entity(
            String kind,
            int from,
            int to,
            @Nullable String value,
            @Nullable Standing standing) {}

    /** The same reading with another end. */
    Verdict butFor(Cause other) {
        return new Verdict(
                model,
                version,
                decidedAt,
                Reading.Outcome.REVIEW,
                other,
                ranked,
                parts,
                entities,
                orderId,
                lineIds,
                quantity);
    }

    /** The text and who wrote it stay out of logs. */
    @Override
    public String toString() {
        return "Verdict[" + version + ", " + decision + ", " + cause + "]";
    }
}
