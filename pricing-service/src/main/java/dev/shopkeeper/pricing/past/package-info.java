/** What was asked for an item in the past, and whether it could be had. */
@NullMarked
package dev.shopkeeper.pricing.past;

import org.jspecify.annotations.NullMarked;
