package dev.shopkeeper.events;

import static com.fasterxml.jackson.annotation.JsonFormat.Shape.STRING;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a visitor did in the storefront, in the terms of GA4 e-commerce. {@code eventName} is one of {@link
 * BehaviourName}; a name unknown to a consumer is to be ignored by it. {@code consent} is {@link #CONSENT_GRANTED},
 * {@link #CONSENT_DENIED}, or absent where the shop's own agreement holds; any other value is read as denied.
 *
 * <p>A denied event names nobody: user, anonymous, session and ranking id and coupon are dropped when the record is made,
 * by whoever makes it, so that neither a producer nor a consumer can forget to. Its {@code transactionId} stays, which
 * names an order and keeps its purchase from being counted twice.
 */
public record BehaviourRecorded(
        String eventId,
        String eventName,
        Instant occurredAt,
        Instant receivedAt,
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable String sessionId,
        @Nullable String rankingId,
        @Nullable String consent,
        @Nullable String currency,
        @JsonFormat(shape = STRING) @Nullable BigDecimal value,
        @Nullable String transactionId,
        @Nullable String itemListId,
        @Nullable String searchTerm,
        @Nullable String promotionId,
        @Nullable String coupon,
        @JsonFormat(shape = STRING) @Nullable BigDecimal shipping,
        @JsonFormat(shape = STRING) @Nullable BigDecimal tax,
        List<BehaviourItem> items)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.behaviour.recorded.v1";

    /** The visitor agreed to be learnt from. */
    public static final String CONSENT_GRANTED = "granted";

    /** The visitor agreed to be counted only. */
    public static final String CONSENT_DENIED = "denied";

    public BehaviourRecorded {
        if (!mayLearnUnder(consent)) {
            userId = null;
            anonymousId = null;
            sessionId = null;
            rankingId = null;
            coupon = null;
        }
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** An event without coupon, shipping and tax. */
    public BehaviourRecorded(
            String eventId,
            String eventName,
            Instant occurredAt,
            Instant receivedAt,
            @Nullable String userId,
            @Nullable String anonymousId,
            @Nullable String sessionId,
            @Nullable String rankingId,
            @Nullable String consent,
            @Nullable String currency,
            @Nullable BigDecimal value,
            @Nullable String transactionId,
            @Nullable String itemListId,
            @Nullable String searchTerm,
            @Nullable String promotionId,
            List<BehaviourItem> items) {
        this(
                eventId,
                eventName,
                occurredAt,
                receivedAt,
                userId,
                anonymousId,
                sessionId,
                rankingId,
                consent,
                currency,
                value,
                transactionId,
                itemListId,
                searchTerm,
                promotionId,
                null,
                null,
                null,
                items);
    }

    /** Whether models may learn from this about a person; where not, the event is for counting only. */
    @JsonIgnore
    public boolean learnable() {
        return mayLearnUnder(consent);
    }

    private static boolean mayLearnUnder(@Nullable String consent) {
        return consent == null || consent.equals(CONSENT_GRANTED);
    }

    /** The user, else the anonymous visitor, else, for a denied event, the event itself. */
    @Override
    public String key() {
        return userId != null ? userId : anonymousId != null ? anonymousId : eventId;
    }
}
