package dev.shopkeeper.recommendation.index;

/** Which items go with an item, by the numbers of {@link ServingIndex}. Safe to use from any thread. */
@FunctionalInterface
public interface Neighbours {

    /** Visits the item's neighbours, each once, in no particular order. */
    void forEach(int item, Visitor visitor);

    /** Sees a neighbour and its similarity in [-1, 1]: one below zero speaks against it. */
    @FunctionalInterface
    interface Visitor {
        void visit(int item, double similarity);
    }
}
