package dev.shopkeeper.recommendation.ranking;

/** Where an answer takes its ranking from: the champion where there is one, the live counts otherwise. */
public interface RankerSource {

    /** What is to be used now; one answer uses the same throughout. */
    Current current();

    /**
     * A ranker with the name and version that an answer carries.
     *
     * @param trained whether it is a champion, and not the live counts in place of one
     */
    record Current(String model, String version, Ranker ranker, boolean trained) {}
}
