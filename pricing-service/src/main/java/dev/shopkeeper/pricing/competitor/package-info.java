/** What competitors ask, by upload and by event, on one path. */
@NullMarked
package dev.shopkeeper.pricing.competitor;

import org.jspecify.annotations.NullMarked;
