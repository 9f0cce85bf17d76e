/** Tiers of a real shop's customers month by month, beside learning them anew each month; K-Means beside scikit-learn's. */
@NullMarked
package dev.shopkeeper.benchmarks.membership;

import org.jspecify.annotations.NullMarked;
