/** The forecast on public sets, through the product's own code, beside its peers. */
@NullMarked
package dev.shopkeeper.benchmarks.forecast;

import org.jspecify.annotations.NullMarked;
