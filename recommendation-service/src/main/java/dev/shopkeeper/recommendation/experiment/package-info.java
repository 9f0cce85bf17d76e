/** Experiments on placements: set up, stopped and rolled out by operators, followed by every replica, reported on. */
@NullMarked
package dev.shopkeeper.recommendation.experiment;

import org.jspecify.annotations.NullMarked;
