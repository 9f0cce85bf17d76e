/**
 * Bulk uploads: every entry is read strictly by itself, so that one bad entry is refused by name and value and the
 * others are kept. {@link dev.shopkeeper.starter.bulk.Fields} reads one JSON object,
 * {@link dev.shopkeeper.starter.bulk.Bulk} a body full of them. What a reader asks for is the schema that the API document
 * shows, so the two cannot differ.
 */
@NullMarked
package dev.shopkeeper.starter.bulk;

import org.jspecify.annotations.NullMarked;
