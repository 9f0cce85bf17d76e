package dev.shopkeeper.testing.fuzz;

import tools.jackson.databind.JsonNode;

/**
 * A parameter of an operation.
 *
 * @param in {@code path}, {@code query} or {@code header}
 */
record Parameter(String name, String in, boolean required, JsonNode schema) {}
