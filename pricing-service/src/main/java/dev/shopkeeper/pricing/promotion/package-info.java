/** Promotions: a discount on items for a time. Each item's price is a suggestion with an end, begun and ended by the clock. */
@NullMarked
package dev.shopkeeper.pricing.promotion;

import org.jspecify.annotations.NullMarked;
