package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.interaction.Kind;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rankings are made.
 *
 * @param historyItems so many distinct items of a visitor's past speak, the latest
 * @param historyHalfLife after so many more recent items an item of the past says half as much
 * @param viewEvidence what an item viewed says; the others alike
 * @param contextEvidence what the item of the page says
 * @param basketEvidence what an item in the basket says
 * @param popularityShare what popularity adds to the score of a known visitor, 0 to 1
 * @param purchasedWindow items bought so recently are left out, consumables aside; counted back from the newest
 *     interaction held
 * @param restockAfter a consumable bought once is left out for so long, and one bought several times for half of the mean time
 *     between the visitor's purchases
 * @param deadline for reading the visitor's past; without it, popularity answers
 * @param readers how many reads of the past may run at once
 */
@ConfigurationProperties("shopkeeper.recommendation.ranking")
public record RankingSettings(
        @DefaultValue("20") int historyItems,
        @DefaultValue("5") double historyHalfLife,
        @DefaultValue("1") double viewEvidence,
        @DefaultValue("1.5") double wishEvidence,
        @DefaultValue("2") double cartEvidence,
        @DefaultValue("2") double purchaseEvidence,
        @DefaultValue("4") double contextEvidence,
        @DefaultValue("2") double basketEvidence,
        @DefaultValue("0.1") double popularityShare,
        @DefaultValue("180d") Duration purchasedWindow,
        @DefaultValue("7d") Duration restockAfter,
        @DefaultValue("250ms") Duration deadline,
        @DefaultValue("8") int readers) {

    public RankingSettings {
        if (!(popularityShare > 0 && popularityShare < 1)) {
            throw new IllegalArgumentException(
                    "popularity-share is " + popularityShare + ". Maybe give a share between 0 and 1, such as 0.1?");
        }
        if (historyItems < 0 || historyItems > 200 || historyHalfLife <= 0 || readers < 1) {
            throw new IllegalArgumentException("history-items is " + historyItems + ", history-half-life "
                    + historyHalfLife + ", readers " + readers
                    + ". Maybe leave them at their defaults 20, 5 and 8?");
        }
        if (restockAfter.isNegative()) {
            throw new IllegalArgumentException("restock-after is " + restockAfter + ". Maybe 7d, or 0 for at once?");
        }
        if (deadline.toMillis() < 1) {
            throw new IllegalArgumentException("deadline is " + deadline + ". Maybe give at least 1ms?");
        }
    }

    /** What doing so says of an item. */
    public double evidenceOf(Kind kind) {
        return switch (kind) {
            case VIEW -> viewEvidence;
            case WISH -> wishEvidence;
            case CART -> cartEvidence;
            case PURCHASE -> purchaseEvidence;
        };
    }
}
