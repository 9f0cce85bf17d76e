package dev.shopkeeper.events;

import static com.fasterxml.jackson.annotation.JsonFormat.Shape.STRING;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a visitor did in the storefront, in the terms of GA4 e-commerce. {@code eventName} is one of {@link
 * BehaviourName}; a name unknown to a consumer is to be ignored by it.
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
        List<BehaviourItem> items)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.behaviour.recorded.v1";

    public BehaviourRecorded {
        items = items == null ? List.of() : List.copyOf(items);
    }

    @Override
    public String key() {
        return userId != null ? userId : anonymousId != null ? anonymousId : eventId;
    }
}
