package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.decision.Language;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param contextItemId the item that the page is about
 * @param session item ids met in this visit, the latest last
 * @param basket item ids
 * @param category only items of this category
 * @param exclude item ids not to be shown
 * @param placement where the answer will be shown
 */
record Question(
        Visitor visitor,
        @Nullable String contextItemId,
        List<String> session,
        List<String> basket,
        int limit,
        @Nullable String category,
        Set<String> exclude,
        @Nullable String placement,
        Language language) {

    Question {
        session = List.copyOf(session);
        basket = List.copyOf(basket);
        exclude = Set.copyOf(exclude);
    }
}
