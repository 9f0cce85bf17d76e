package dev.shopkeeper.learning;

import java.time.Instant;

/**
 * Data split by time.
 *
 * @param at where the hold-out begins
 */
public record Split<D>(D training, D holdOut, Instant at) {}
