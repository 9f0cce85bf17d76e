/**
 * How much an item is wanted now: exponentially decayed sums of weighted interactions, kept by forward decay after
 * Cormode, Shkapenyuk, Srivastava and Xu, "Forward Decay: A Practical Time Decay Model for Streaming Systems", ICDE
 * 2009. Pure Java.
 */
@NullMarked
package dev.shopkeeper.recommendation.popularity;

import org.jspecify.annotations.NullMarked;
