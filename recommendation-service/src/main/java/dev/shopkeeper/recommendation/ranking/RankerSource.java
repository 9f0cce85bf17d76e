package dev.shopkeeper.recommendation.ranking;

import org.jspecify.annotations.Nullable;

/** Where an answer takes its ranking from: the champion where there is one, the live counts otherwise. */
public interface RankerSource {

    /** What is to be used now; one answer uses the same throughout. */
    Current current();

    /**
     * A stored version of the model that learns from journeys, for experiments.
     *
     * @return null while it is being loaded, and where it cannot be
     */
    @Nullable
    Current version(String version);

    /** What live counts say, without any model. */
    Current live();

    /**
     * A ranker with the name and version that an answer carries.
     *
     * @param trained whether it is a champion, and not the live counts in place of one
     */
    record Current(String model, String version, Ranker ranker, boolean trained) {}
}
