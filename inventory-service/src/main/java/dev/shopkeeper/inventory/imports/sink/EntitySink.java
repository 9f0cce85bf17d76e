package dev.shopkeeper.inventory.imports.sink;

import dev.shopkeeper.inventory.imports.format.EntityType;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Takes entities in. Taking the same one twice has the effect of taking it once. Thread-safe. */
public interface EntitySink {

    Set<EntityType> types();

    /** Whether it writes to this service's own database and so can share a transaction with the import's progress. */
    boolean local();

    /**
     * Takes a batch in, waiting as long as whoever must take it is down.
     *
     * @param waiting told what is being waited for, null when the wait is over
     * @throws InterruptedException when the import is stopped
     */
    SinkAnswer take(EntityType type, List<ObjectNode> entities, Consumer<@Nullable String> waiting)
            throws InterruptedException;
}
