package dev.shopkeeper.recommendation.evaluation;

import dev.shopkeeper.recommendation.history.History;

/**
 * A history and what came after it.
 *
 * @param wanted distinct item numbers, at least one
 * @param hidden items that are not ranked
 */
public record RankingCase(History history, int[] wanted, int[] hidden) {

    /** A case where what was met before cannot be recommended again. */
    public static RankingCase ofNew(History history, int... wanted) {
        return new RankingCase(history, wanted, history.items());
    }

    /** A case where anything can be recommended. */
    public static RankingCase ofAny(History history, int... wanted) {
        return new RankingCase(history, wanted, new int[0]);
    }
}
