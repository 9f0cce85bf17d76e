/** Cuts what is known of items into weeks. */
@NullMarked
package dev.shopkeeper.pricing.history;

import org.jspecify.annotations.NullMarked;
