/** Kills processes under load and counts, independently, whether every acknowledged event had exactly one effect. */
@NullMarked
package dev.shopkeeper.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
