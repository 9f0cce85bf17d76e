/** Load, fault and quality benches. Each prints one JSON line of figures; {@link Bench} names them. */
@NullMarked
package dev.shopkeeper.benchmarks;

import org.jspecify.annotations.NullMarked;
