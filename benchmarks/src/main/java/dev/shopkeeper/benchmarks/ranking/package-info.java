/** Quality of the recommendation models on sets of the published formats, by full ranking. */
@NullMarked
package dev.shopkeeper.benchmarks.ranking;

import org.jspecify.annotations.NullMarked;
