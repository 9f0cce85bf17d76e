package dev.shopkeeper.recommendation.blend;

import dev.shopkeeper.recommendation.evaluation.Chosen;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.linear.Decay;

/** What somebody met before is met again: every item scores what its events say, faded. For things bought repeatedly. */
public record OwnItems(Decay fading) implements ExplainedScorer {

    @Override
    public void score(History history, float factor, float[] scores) {
        float[] weights = weights(history);
        for (int event = 0; event < history.size(); event++) {
            scores[history.items()[event]] += factor * weight(history, event, weights);
        }
    }

    @Override
    public void explain(History history, Chosen chosen, Terms terms) {
        float[] weights = weights(history);
        for (int event = 0; event < history.size(); event++) {
            int place = chosen.place(history.items()[event]);
            float weight = weight(history, event, weights);
            if (place >= 0 && weight > 0) {
                terms.add(event, place, weight);
            }
        }
    }

    private float[] weights(History history) {
        return fading.weights(Math.max(1, history.nextStep()));
    }

    private static float weight(History history, int event, float[] weights) {
        int age = history.nextStep() - 1 - history.steps()[event];
        return age < weights.length ? history.strengths()[event] * weights[age] : 0;
    }
}
