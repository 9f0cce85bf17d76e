/** How suppliers sell: terms an item and supplier, and lead times learnt from receipts. */
@NullMarked
package dev.shopkeeper.inventory.supply;

import org.jspecify.annotations.NullMarked;
