/** What this service has heard of items: their titles, the prices in force and what is available. */
@NullMarked
package dev.shopkeeper.order.item;

import org.jspecify.annotations.NullMarked;
