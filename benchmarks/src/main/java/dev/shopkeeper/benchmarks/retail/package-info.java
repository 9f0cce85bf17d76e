/** A real shop's history through the front door, and an independent count of the same file to compare the answers with. */
@NullMarked
package dev.shopkeeper.benchmarks.retail;

import org.jspecify.annotations.NullMarked;
