package dev.shopkeeper.starter.bulk;

import org.jspecify.annotations.Nullable;

/**
 * Why an entry was refused.
 *
 * @param index of the entry, from 0
 * @param name path of the field inside the entry, {@code lines[0].quantity}
 * @param value what was sent, shortened; absent where it is missing or personal
 */
public record BulkError(int index, String name, @Nullable Object value, String message) {}
