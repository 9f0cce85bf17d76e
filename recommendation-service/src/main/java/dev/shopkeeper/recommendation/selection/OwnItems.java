package dev.shopkeeper.recommendation.selection;

import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.linear.Decay;

/** What somebody met before is met again: every item scores what its events say, faded. For things bought repeatedly. */
record OwnItems(Decay fading) implements Scorer {

    @Override
    public void score(History history, float[] scores) {
        float[] weights = fading.weights(Math.max(1, history.nextStep()));
        for (int event = 0; event < history.size(); event++) {
            int age = history.nextStep() - 1 - history.steps()[event];
            if (age < weights.length) {
                scores[history.items()[event]] += history.strengths()[event] * weights[age];
            }
        }
    }
}
