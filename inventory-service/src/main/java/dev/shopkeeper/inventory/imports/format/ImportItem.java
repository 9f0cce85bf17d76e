package dev.shopkeeper.inventory.imports.format;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One step through a file. */
public sealed interface ImportItem {

    /**
     * Something to bring in. It is told by these lines, which are imported or refused with it; none where the lines
     * belong to another entity as well.
     *
     * @param lines line numbers, from 1
     * @param remarks names of what was put right or is worth knowing, counted in the answer
     */
    record Entity(EntityType type, ObjectNode json, long[] lines, List<String> remarks) implements ImportItem {

        public Entity {
            remarks = List.copyOf(remarks);
        }

        /** What must not be sent twice at the same time: the order that it belongs to, or itself. */
        public String key() {
            String orderId = json.path("order_id").asString("");
            return orderId.isEmpty()
                    ? type.listName() + "/" + json.path(type.idName()).asString("")
                    : orderId;
        }
    }

    /**
     * A line that cannot be used.
     *
     * @param reason stable name, {@code negative-quantity}
     */
    record Refusal(
            long line, @Nullable String column, @Nullable String value, String reason, String message)
            implements ImportItem {}

    /** Lines that were read and used without an entity of their own, such as a customer list. */
    record Used(long lines) implements ImportItem {}
}
