/** How many events a second the collector takes, and whether each one arrived exactly once. */
@NullMarked
package dev.shopkeeper.benchmarks.collector;

import org.jspecify.annotations.NullMarked;
