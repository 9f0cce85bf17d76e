package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.decision.Decision;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param rankingId to be sent back with the impressions, clicks and purchases that this answer leads to
 * @param model what made it
 * @param modelVersion which version of that
 * @param degraded whether something that should have been asked could not be
 * @param explanation how it came about, and why it is degraded if it is
 */
public record Recommendation(
        UUID rankingId,
        String model,
        String modelVersion,
        Instant decidedAt,
        boolean degraded,
        String explanation,
        List<Item> items)
        implements Decision {

    public Recommendation {
        items = List.copyOf(items);
    }

    /**
     * An item shown.
     *
     * @param title in the language asked for where there is one
     * @param price in force, where known
     * @param score the sum of the reasons' contributions, exactly
     * @param rank from 1
     * @param reasons the weightiest first
     */
    public record Item(
            String itemId, String title, @Nullable Money price, BigDecimal score, int rank, List<Reason> reasons) {

        public Item {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * A part of a score.
     *
     * @param kind {@code co_occurrence}, {@code popularity} or {@code newest}
     * @param itemId the item that speaks for this one, where one does
     */
    public record Reason(String kind, @Nullable String itemId, BigDecimal contribution, String text) {}
}
