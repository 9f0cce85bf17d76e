/**
 * One run through a file: items are gathered into batches, several batches are on their way at once, and each is committed
 * in its turn together with the counts and the place to resume from.
 */
@NullMarked
package dev.shopkeeper.inventory.imports.run;

import org.jspecify.annotations.NullMarked;
