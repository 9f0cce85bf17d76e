package dev.shopkeeper.inventory.imports.sink;

import org.jspecify.annotations.Nullable;

/**
 * Why an entity was refused where it was sent.
 *
 * @param index of the entity in what was sent, from 0
 * @param reason stable name
 */
public record SinkError(
        int index, @Nullable String column, @Nullable String value, String reason, String message) {

    SinkError moved(int offset) {
        return new SinkError(index + offset, column, value, reason, message);
    }
}
