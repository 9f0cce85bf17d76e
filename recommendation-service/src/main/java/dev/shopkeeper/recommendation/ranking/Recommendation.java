package dev.shopkeeper.recommendation.ranking;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param rankingId to be sent back with the impressions, clicks and purchases that this answer leads to
 * @param trial the experiment that the visitor takes part in; null where none runs
 * @param explanation how the list came about; why each item is in it stands with the item
 */
public record Recommendation(
        UUID rankingId,
        @JsonUnwrapped Stamp stamp,
        @Nullable Trial trial,
        Explanation explanation,
        List<Item> items) implements Decision {

    public Recommendation {
        items = List.copyOf(items);
    }

    /** Which arm of which experiment answered. */
    public record Trial(String experimentId, String arm) {}

    /**
     * An item shown.
     *
     * @param title in the language asked for where there is one
     * @param price in force, where known
     * @param score the sum of the reasons' contributions, exactly
     * @param rank from 1
     * @param reasons the greatest first: {@code next_item} where a model learnt what comes after an item, {@code co_occurrence}
     *     with an item, {@code popularity}, {@code other_items} for several more that say little each, {@code search_rank}, {@code same_content}, {@code shown_before}, {@code likeness}
     *     (below zero), {@code exposure_floor} for what brings or lifts it for its merchant's sake, {@code chance} where it was drawn, or {@code newest}
     */
    public record Item(
            String itemId, String title, @Nullable Money price, BigDecimal score, int rank, List<Reason> reasons) {

        public Item {
            reasons = List.copyOf(reasons);
            Reason.requireSum(score, reasons);
        }
    }
}
