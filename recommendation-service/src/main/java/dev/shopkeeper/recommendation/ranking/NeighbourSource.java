package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.index.Neighbours;
import org.jspecify.annotations.Nullable;

/** Where an answer takes its neighbours from: the champion where there is one, the live counts otherwise. */
public interface NeighbourSource {

    /** What is to be used now; one answer uses the same throughout. */
    Current current();

    /**
     * Neighbours with the name and version that an answer carries.
     *
     * @param fitted how the model wants to be served, as its training found it out; null to serve it as configured
     * @param trained whether it is a champion, and not the live counts in place of one
     */
    record Current(
            String model,
            String version,
            Neighbours neighbours,
            @Nullable Fitted fitted,
            boolean trained) {}

    /**
     * What a training found out of serving.
     *
     * @param historyHalfLife after so many more recent items an item of the past says half as much
     * @param popularityShare what popularity adds to the score of a known visitor, 0 to 1
     */
    record Fitted(double historyHalfLife, double popularityShare) {}
}
