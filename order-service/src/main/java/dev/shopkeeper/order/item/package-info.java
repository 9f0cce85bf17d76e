/** What this service has heard of items: their titles and categories, and the prices in force. */
@NullMarked
package dev.shopkeeper.order.item;

import org.jspecify.annotations.NullMarked;
