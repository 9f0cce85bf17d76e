/** The command line: which benches there are, and the line of figures that each prints. */
@NullMarked
package dev.shopkeeper.benchmarks.cli;

import org.jspecify.annotations.NullMarked;
