/**
 * The API fuzzer: reads an OpenAPI document, sends what it describes and what it forbids, and holds every answer against
 * it. {@link dev.shopkeeper.testing.fuzz.ApiFuzzer} is the entry, for tests and from the command line.
 */
@NullMarked
package dev.shopkeeper.testing.fuzz;

import org.jspecify.annotations.NullMarked;
