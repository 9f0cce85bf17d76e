package dev.shopkeeper.inventory.imports.sink;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param unchanged entities that were there already with the same content, as far as the sink tells
 */
public record SinkAnswer(int unchanged, List<SinkError> errors) {

    public SinkAnswer {
        errors = List.copyOf(errors);
    }
}
