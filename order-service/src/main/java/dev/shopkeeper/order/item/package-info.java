/** What the catalogue calls an item, for lines that came without a title. */
@NullMarked
package dev.shopkeeper.order.item;

import org.jspecify.annotations.NullMarked;
