package dev.shopkeeper.recommendation.diversity;

import java.util.List;

/**
 * A list chosen for its diversity too.
 *
 * @param items in the order in which they are to be shown
 * @param cost the sum of scores of the undiversified list (the first candidates, without caps) less that of this one; at
 *     least 0, with what places count that no candidate could fill
 */
public record Diversified(List<Chosen> items, long cost) {

    public Diversified {
        items = List.copyOf(items);
    }

    /**
     * An item of the list.
     *
     * @param position its place among the candidates, from 0
     * @param penalty what it paid for being like the items before it, in the units of scores: 0 to the highest score
     */
    public record Chosen(Candidate candidate, int position, long penalty) {

        /** What it was chosen by: score less penalty, which may be below zero. */
        public long value() {
            return candidate.score() - penalty;
        }
    }
}
