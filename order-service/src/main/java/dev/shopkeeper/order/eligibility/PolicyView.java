package dev.shopkeeper.order.eligibility;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * A version of the return policy as callers see it.
 *
 * @param version 1 for the first
 */
record PolicyView(long version, @JsonUnwrapped PolicyEntry policy, Instant storedAt) {}
