/** Cursors with more than one part, and filters of listings. */
@NullMarked
package dev.shopkeeper.inventory.input;

import org.jspecify.annotations.NullMarked;
