package dev.shopkeeper.learning.life;

/**
 * The version that serves, loaded.
 *
 * @param model safe to be read by many threads
 */
public record Champion<M>(String version, M model) {}
