/**
 * What an answer of the recommendation service costs: processor time, latency and memory of a whole platform that was told a shop of
 * known size, this checkout's beside another commit's in the same run.
 */
@NullMarked
package dev.shopkeeper.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
