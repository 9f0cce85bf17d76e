/**
 * How a file is opened: plain, gzip or zip, inflated under limits while it is read, and decoded in the character set that
 * it says, shows or was declared to have.
 */
@NullMarked
package dev.shopkeeper.inventory.imports.source;

import org.jspecify.annotations.NullMarked;
