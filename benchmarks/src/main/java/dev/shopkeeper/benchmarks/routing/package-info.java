/** Tours sought on public instances by the product's solver, OR-tools and jsprit, and checked by none of them. */
@NullMarked
package dev.shopkeeper.benchmarks.routing;

import org.jspecify.annotations.NullMarked;
