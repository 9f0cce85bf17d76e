package dev.shopkeeper.inventory.imports.format;

import dev.shopkeeper.inventory.imports.format.ImportItem.Entity;
import dev.shopkeeper.inventory.imports.format.ImportItem.Refusal;
import dev.shopkeeper.inventory.imports.format.ImportItem.Used;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Takes the items of a file in their order. */
public interface ImportOutput {

    void accept(ImportItem item);

    default void entity(EntityType type, ObjectNode json, long... lines) {
        accept(new Entity(type, json, lines, List.of()));
    }

    default void refuse(long line, @Nullable String column, @Nullable String value, String reason, String message) {
        accept(new Refusal(line, column, value, reason, message));
    }

    default void used(long lines) {
        accept(new Used(lines));
    }
}
