package dev.shopkeeper.recommendation.evaluation;

import dev.shopkeeper.recommendation.history.History;

/** Anything that scores all items for a history. Must be safe to be called by many threads. */
@FunctionalInterface
public interface Scorer {

    /**
     * Adds to {@code scores}.
     *
     * @param scores {@code float[items]}
     */
    void score(History history, float[] scores);
}
