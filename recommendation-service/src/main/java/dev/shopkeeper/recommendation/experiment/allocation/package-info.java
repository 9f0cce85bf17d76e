/** Who is in which arm, and what an arm does: without a table of persons, by hash. Pure Java. */
@NullMarked
package dev.shopkeeper.recommendation.experiment.allocation;

import org.jspecify.annotations.NullMarked;
