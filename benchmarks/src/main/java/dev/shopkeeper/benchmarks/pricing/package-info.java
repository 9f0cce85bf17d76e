/** The regressions behind prices on public sets, through the product's own code, beside a peer. */
@NullMarked
package dev.shopkeeper.benchmarks.pricing;

import org.jspecify.annotations.NullMarked;
