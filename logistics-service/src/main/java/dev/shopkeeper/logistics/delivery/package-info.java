/** Deliveries, from orders and by upload, and their verbs. */
@NullMarked
package dev.shopkeeper.logistics.delivery;

import org.jspecify.annotations.NullMarked;
