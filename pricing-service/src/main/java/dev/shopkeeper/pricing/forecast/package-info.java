/** What other services forecast. */
@NullMarked
package dev.shopkeeper.pricing.forecast;

import org.jspecify.annotations.NullMarked;
