package dev.shopkeeper.inventory.forecast.ensemble;

/** A network trained over all series. Safe to be read by many threads. */
public interface GlobalNetwork {

    /**
     * Answers one sequence.
     *
     * @param inputs by step and feature
     * @return by step
     */
    float[] outputs(float[][] inputs);

    /** As it is stored. */
    byte[] bytes();
}
