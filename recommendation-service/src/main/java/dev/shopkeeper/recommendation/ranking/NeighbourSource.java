package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.index.Neighbours;

/** Where an answer takes its neighbours from: the champion where there is one, the live counts otherwise. */
public interface NeighbourSource {

    /** What is to be used now; one answer uses the same throughout. */
    Current current();

    /** Neighbours with the name and version that an answer carries. */
    record Current(String model, String version, Neighbours neighbours) {}
}
