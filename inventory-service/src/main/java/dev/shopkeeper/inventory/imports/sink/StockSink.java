package dev.shopkeeper.inventory.imports.sink;

import dev.shopkeeper.inventory.imports.format.EntityType;
import dev.shopkeeper.inventory.stock.Stock;
import dev.shopkeeper.inventory.stock.StockMovement;
import dev.shopkeeper.starter.bulk.Bulk;
import java.time.Clock;
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
    private final Clock clock;

    StockSink(Stock stock, Clock clock) {
        this.stock = stock;
        this.clock = clock;
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
        Bulk<StockMovement> bulk = Bulk.of(entities, "movements", clock.instant(), StockMovement::read);
        stock.move(bulk);
        return LocalAnswers.of(bulk.outcome());
    }
}
