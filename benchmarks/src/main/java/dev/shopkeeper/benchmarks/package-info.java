/** Load, fault and quality benches: what one is, and the options that it is given. */
@NullMarked
package dev.shopkeeper.benchmarks;

import org.jspecify.annotations.NullMarked;
