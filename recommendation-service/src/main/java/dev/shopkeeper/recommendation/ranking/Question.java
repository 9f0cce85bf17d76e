package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.decision.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param placement where the answer will be shown
 * @param contextItemId the item that the page is about
 * @param session what was met in this visit, the latest last
 * @param basket item ids
 * @param restriction what may be shown
 * @param diversity how much likeness costs, 0 to 1; null to leave it to the placement
 */
record Question(
        Visitor visitor,
        @Nullable Placement placement,
        @Nullable String contextItemId,
        List<Met> session,
        List<String> basket,
        Restriction restriction,
        int limit,
        @Nullable Double diversity,
        Language language) {

    Question {
        session = List.copyOf(session);
        basket = List.copyOf(basket);
    }

    /** A question that is the same whoever asks it. */
    static Question impersonal(Restriction restriction, int limit, Language language) {
        return new Question(Visitor.NOBODY, null, null, List.of(), List.of(), restriction, limit, null, language);
    }

    /** The same among these items alone, as {@link Restriction} says. */
    Question among(List<String> itemIds, int complete) {
        return new Question(
                visitor,
                placement,
                contextItemId,
                session,
                basket,
                restriction.among(itemIds, complete),
                limit,
                diversity,
                language);
    }

    /** The same, likeness costing so much. */
    Question varied(double cost) {
        return new Question(visitor, placement, contextItemId, session, basket, restriction, limit, cost, language);
    }

    /** How much likeness costs. */
    double likenessCosts() {
        if (diversity != null) {
            return diversity;
        }
        return placement == null ? 0 : placement.diversity();
    }
}
