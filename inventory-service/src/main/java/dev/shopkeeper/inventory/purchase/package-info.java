/**
 * Purchase orders from draft to receipt. What arrives goes through the ledger of the stock, which is the one place where a
 * receipt is counted.
 */
@NullMarked
package dev.shopkeeper.inventory.purchase;

import org.jspecify.annotations.NullMarked;
