package dev.shopkeeper.recommendation.selection;

import dev.shopkeeper.recommendation.blend.Blend;
import dev.shopkeeper.recommendation.evaluation.Chosen;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.history.History;
import java.util.List;

/**
 * A trained blend of a shop's items. Immutable; safe to be read by many threads.
 *
 * @param itemIds the items behind the numbers
 * @param attributeNames those behind the numbers of attributes, by which an item that came after the training is known
 * @param recipe how it came about, and comes about again on later data
 */
public record BlendModel(List<String> itemIds, List<String> attributeNames, Recipe recipe, Blend blend)
        implements ExplainedScorer {

    public BlendModel {
        itemIds = List.copyOf(itemIds);
        attributeNames = List.copyOf(attributeNames);
    }

    @Override
    public void score(History history, float factor, float[] scores) {
        blend.score(history, factor, scores);
    }

    @Override
    public void explain(History history, Chosen chosen, Terms terms) {
        blend.explain(history, chosen, terms);
    }

    /** The model as bytes, the same ones for the same model. */
    public byte[] bytes() {
        return BlendFormat.bytes(this);
    }

    /** @throws IllegalArgumentException if the bytes are not those of such a model */
    public static BlendModel of(byte[] bytes) {
        return BlendFormat.model(bytes);
    }
}
