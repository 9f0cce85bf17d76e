/** Goods that come back: requested, decided, completed, and never refunded above what was paid. */
@NullMarked
package dev.shopkeeper.order.returns;

import org.jspecify.annotations.NullMarked;
