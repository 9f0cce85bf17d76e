package dev.shopkeeper.recommendation.relevance;

import java.util.List;

/**
 * One ranking as it was really shown, and what became of it.
 *
 * @param epochSecond when the first of it was shown
 * @param items by position
 */
public record ShownList(String rankingId, long epochSecond, List<Item> items) {

    public ShownList {
        items = List.copyOf(items);
    }

    /** What became of an item. */
    public enum Outcome {
        NOTHING,
        CLICKED,
        BOUGHT;

        /** What it is worth where order is measured, and to the trees: 0, 1 or 3. */
        public double gain() {
            return LambdaRank.GAINS[ordinal()];
        }
    }

    /**
     * An item shown.
     *
     * @param features as logged with the decision
     * @param position where it was really shown, from 1
     * @param propensity how probable it was that it stood there: 1 where nothing was drawn
     */
    public record Item(CandidateFeatures features, int position, Outcome outcome, double propensity) {

        public Item {
            if (position < 1 || !(propensity > 0 && propensity <= 1)) {
                throw new IllegalArgumentException("position is " + position + " and propensity " + propensity
                        + "; the one is counted from 1, the other is above 0 and at most 1.");
            }
        }
    }

    /** Whether anything of it was clicked or bought. */
    public boolean wanted() {
        return items.stream().anyMatch(item -> item.outcome() != Outcome.NOTHING);
    }
}
