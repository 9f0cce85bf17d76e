package dev.shopkeeper.recommendation.evaluation;

import dev.shopkeeper.recommendation.history.History;

/** A model whose scores are sums of what each event says, so that it can be told why an item stands where it does. */
public interface ExplainedScorer extends Scorer {

    /**
     * Adds to {@code scores}, times a factor.
     *
     * @param scores {@code float[items]}
     */
    void score(History history, float factor, float[] scores);

    @Override
    default void score(History history, float[] scores) {
        score(history, 1, scores);
    }

    /**
     * Tells every term of the scores of some items. For each item they add up to what {@link #score(History, float[])} adds, to single precision.
     *
     * @param chosen whose scores are to be explained
     */
    void explain(History history, Chosen chosen, Terms terms);

    /** Works out once what both a score and its terms need. */
    default Asked ask(History history) {
        ExplainedScorer model = this;
        return new Asked() {
            @Override
            public void score(float factor, float[] scores) {
                model.score(history, factor, scores);
            }

            @Override
            public void explain(Chosen chosen, Terms terms) {
                model.explain(history, chosen, terms);
            }
        };
    }

    /** A model that was told what somebody met. For one thread. */
    interface Asked {

        /** As {@link ExplainedScorer#score(History, float, float[])}. */
        void score(float factor, float[] scores);

        /** As {@link ExplainedScorer#explain}. */
        void explain(Chosen chosen, Terms terms);
    }

    /** Hears the terms. */
    @FunctionalInterface
    interface Terms {

        /** Of a term that comes from no event, as popularity does. */
        int NO_EVENT = -1;

        /**
         * Hears one.
         *
         * @param event number of the event in the history, or {@link #NO_EVENT}
         * @param place of the item among those chosen
         */
        void add(int event, int place, double amount);
    }
}
