/** Holds JSON and events against the JSON Schemas of the contract. */
@NullMarked
package dev.shopkeeper.testing.schema;

import org.jspecify.annotations.NullMarked;
