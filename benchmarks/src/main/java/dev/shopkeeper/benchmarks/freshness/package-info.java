/** How soon a click changes the visitor's next recommendations. */
@NullMarked
package dev.shopkeeper.benchmarks.freshness;

import org.jspecify.annotations.NullMarked;
