/**
 * Uploads, kept in the database in pieces of one mebibyte until they are imported, so that any replica can go on where
 * another was cut off. A file is kept once, however often it is uploaded.
 */
@NullMarked
package dev.shopkeeper.inventory.imports.upload;

import org.jspecify.annotations.NullMarked;
