package dev.shopkeeper.recommendation.relevance;

import java.util.List;

/**
 * A list in its final order. Why each item stands where it stands is worked out when asked, since few of them are shown.
 * Immutable.
 *
 * @param <T> what the caller knows an item by
 */
public final class Reordered<T> {

    private final Reranker reranker;
    private final List<Reranker.Placed<T>> list;

    Reordered(Reranker reranker, List<Reranker.Placed<T>> list) {
        this.reranker = reranker;
        this.list = List.copyOf(list);
    }

    /** The best first. */
    public List<Reranker.Placed<T>> list() {
        return list;
    }

    /** The items, the best first. */
    public List<T> items() {
        return list.stream().map(placed -> placed.candidate().item()).toList();
    }

    /**
     * What the correction of an item is made of: terms that add up to {@link Reranker.Placed#correction} exactly.
     *
     * @param place from 0
     */
    public List<Reranker.Term> terms(int place) {
        Reranker.Placed<T> placed = list.get(place);
        return reranker.terms(placed.candidate().features(), placed.correction());
    }
}
