package dev.shopkeeper.starter.problem;

import org.jspecify.annotations.Nullable;

/**
 * One offending input.
 *
 * @param name JSON pointer-like path of the field, header or parameter, {@code items[0].price}
 * @param value what was sent, shortened; absent where it is missing or personal
 * @param message what is wrong with it
 */
public record Violation(String name, @Nullable Object value, String message) {}
