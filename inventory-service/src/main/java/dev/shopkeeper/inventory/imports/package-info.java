/**
 * Imports: a file is taken in as it streams, stored, and then worked through by a job that any replica can take over where
 * another was cut off, without doing anything twice.
 */
@NullMarked
package dev.shopkeeper.inventory.imports;

import org.jspecify.annotations.NullMarked;
