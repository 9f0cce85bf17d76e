package dev.shopkeeper.recommendation.person;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of a person.
 *
 * @param complete false where a list holds only the latest rows, since there are very many
 * @param interactions what was done with items, the latest first, as the other lists
 * @param purchases lines of orders
 * @param answers what was asked and answered
 * @param impressions what was shown
 */
record PersonData(
        @Nullable String userId,
        @Nullable String anonymousId,
        boolean complete,
        List<Done> interactions,
        List<Bought> purchases,
        List<Answered> answers,
        List<Shown> impressions,
        List<Clicked> clicks,
        List<Reported> reportedPurchases) {

    /** @param times -1 where a purchase was undone */
    record Done(String itemId, String kind, int times, Instant occurredAt) {}

    /** A line of an order. */
    record Bought(String transactionId, String itemId, Instant occurredAt) {}

    /** An answer. */
    record Answered(
            UUID id, Instant decidedAt, String model, Map<String, Object> asked, List<Map<String, Object>> decided) {}

    /** An item that was shown. */
    record Shown(
            UUID rankingId,
            String itemId,
            int position,
            Instant shownAt,
            @Nullable String experimentId,
            @Nullable String arm) {}

    /** An item of a list that was clicked. */
    record Clicked(UUID rankingId, String itemId, Instant clickedAt) {}

    /** An item of a purchase that the storefront reported. */
    record Reported(
            String transactionId,
            String itemId,
            Instant boughtAt,
            @Nullable BigDecimal amount,
            @Nullable String currency) {}
}
