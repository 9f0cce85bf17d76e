package dev.shopkeeper.learning;

import java.time.Instant;

/**
 * Data with its provenance.
 *
 * @param from the earliest thing in it
 * @param to the latest thing in it
 * @param rows how many things
 * @param contentHash hex SHA-256 over all that training reads, in an order of its own
 */
public record DataSet<D>(D data, Instant from, Instant to, long rows, String contentHash) {}
