package dev.shopkeeper.recommendation.blend;

import dev.shopkeeper.recommendation.evaluation.Chosen;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.history.History;
import java.util.Arrays;
import java.util.List;

/**
 * A weighted sum of models.
 *
 * @param parts those with a share
 */
public record Blend(List<Part> parts) implements ExplainedScorer {

    public Blend {
        parts = List.copyOf(parts);
    }

    /**
     * A model in a blend.
     *
     * @param factor what its scores are multiplied by
     */
    public record Part(String name, ExplainedScorer model, float factor) {}

    @Override
    public void score(History history, float[] scores) {
        float[] own = new float[scores.length];
        for (Part part : parts) {
            Arrays.fill(own, 0);
            part.model().score(history, own);
            for (int item = 0; item < scores.length; item++) {
                scores[item] += part.factor() * own[item];
            }
        }
    }

    @Override
    public void explain(History history, Chosen chosen, Terms terms) {
        for (Part part : parts) {
            part.model()
                    .explain(
                            history, chosen, (event, place, amount) -> terms.add(event, place, part.factor() * amount));
        }
    }
}
