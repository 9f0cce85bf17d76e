package dev.shopkeeper.inventory.imports.sink;

import dev.shopkeeper.inventory.imports.format.EntityType;
import dev.shopkeeper.inventory.stock.Stock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Stock movements, into the ledger. */
@Component
class StockSink implements EntitySink {

    private final Stock stock;

    StockSink(Stock stock) {
        this.stock = stock;
    }

    @Override
    public Set<EntityType> types() {
        return Set.of(EntityType.STOCK_MOVEMENT);
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public SinkAnswer take(EntityType type, List<ObjectNode> entities, Consumer<@Nullable String> waiting) {
        return LocalAnswers.of(stock.move(entities));
    }
}
