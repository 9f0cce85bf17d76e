/** Orders, order messages, returns and exchanges. */
@NullMarked
package dev.shopkeeper.order;

import org.jspecify.annotations.NullMarked;
