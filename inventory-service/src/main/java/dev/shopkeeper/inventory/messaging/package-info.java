/** What this service hears of others, on one page. */
@NullMarked
package dev.shopkeeper.inventory.messaging;

import org.jspecify.annotations.NullMarked;
