/** The decision served: which items to show to this visitor now, in which order, and why. */
@NullMarked
package dev.shopkeeper.recommendation.ranking;

import org.jspecify.annotations.NullMarked;
