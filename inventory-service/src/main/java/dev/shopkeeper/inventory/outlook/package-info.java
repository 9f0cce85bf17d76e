/** The forecast as it is served. */
@NullMarked
package dev.shopkeeper.inventory.outlook;

import org.jspecify.annotations.NullMarked;
