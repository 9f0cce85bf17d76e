/**
 * The model {@code co-occurrence-neighbours}: each item's strongest neighbours by damped, recency-weighted cosine, with
 * damping and recency chosen on a validation part of the past. Pure Java; see {@link
 * dev.shopkeeper.recommendation.cooccurrence} for the formula and its sources.
 */
@NullMarked
package dev.shopkeeper.recommendation.neighbours;

import org.jspecify.annotations.NullMarked;
