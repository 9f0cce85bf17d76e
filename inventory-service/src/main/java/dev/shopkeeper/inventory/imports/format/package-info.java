/**
 * What a file says: each format turns one kind of file into entities in the platform's own JSON, line by line and in
 * constant memory, and refuses by name what it cannot use. Pure Java; the same bytes and options always give the same
 * sequence of items, on which resuming rests.
 */
@NullMarked
package dev.shopkeeper.inventory.imports.format;

import org.jspecify.annotations.NullMarked;
