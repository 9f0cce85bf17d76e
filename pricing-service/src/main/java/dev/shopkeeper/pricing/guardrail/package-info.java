/**
 * The rules that a price keeps: named, in order, each with bounds. What they do to a price is told rule by rule; where two
 * contradict one another nothing is changed and both are named.
 */
@NullMarked
package dev.shopkeeper.pricing.guardrail;

import org.jspecify.annotations.NullMarked;
