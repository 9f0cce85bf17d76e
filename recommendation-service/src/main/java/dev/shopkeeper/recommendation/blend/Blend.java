package dev.shopkeeper.recommendation.blend;

import dev.shopkeeper.recommendation.evaluation.Chosen;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.history.History;
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
    public void score(History history, float factor, float[] scores) {
        for (Part part : parts) {
            part.model().score(history, factor * part.factor(), scores);
        }
    }

    @Override
    public void explain(History history, Chosen chosen, Terms terms) {
        ask(history).explain(chosen, terms);
    }

    @Override
    public AskedBlend ask(History history) {
        return new AskedBlend(
                parts, parts.stream().map(part -> part.model().ask(history)).toList());
    }

    /**
     * The parts, each told what somebody met.
     *
     * @param asked in the order of the parts
     */
    public record AskedBlend(List<Part> parts, List<Asked> asked) implements Asked {
        @Override
        public void score(float factor, float[] scores) {
            for (int part = 0; part < parts.size(); part++) {
                asked.get(part).score(factor * parts.get(part).factor(), scores);
            }
        }

        @Override
        public void explain(Chosen chosen, Terms terms) {
            for (int part = 0; part < parts.size(); part++) {
                float factor = parts.get(part).factor();
                asked.get(part).explain(chosen, (event, place, amount) -> terms.add(event, place, factor * amount));
            }
        }
    }

    /** The same without what is the same for everybody. */
    public Blend personal() {
        return new Blend(parts.stream()
                .filter(part -> !(part.model() instanceof Popularity))
                .toList());
    }

    /** What popularity is multiplied by; 0 where it takes no part. */
    public float popularityFactor() {
        return (float) parts.stream()
                .filter(part -> part.model() instanceof Popularity)
                .mapToDouble(Part::factor)
                .sum();
    }
}
