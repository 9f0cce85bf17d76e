package dev.shopkeeper.inventory.imports.sink;

import dev.shopkeeper.inventory.imports.format.EntityType;
import dev.shopkeeper.inventory.supply.Supply;
import dev.shopkeeper.inventory.supply.SupplyTerms;
import dev.shopkeeper.starter.bulk.Bulk;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Supply terms, into their table. */
@Component
class SupplySink implements EntitySink {

    private final Supply supply;
    private final Clock clock;

    SupplySink(Supply supply, Clock clock) {
        this.supply = supply;
        this.clock = clock;
    }

    @Override
    public Set<EntityType> types() {
        return Set.of(EntityType.SUPPLY_TERMS);
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public SinkAnswer take(EntityType type, List<ObjectNode> entities, Consumer<@Nullable String> waiting) {
        Bulk<SupplyTerms> bulk = Bulk.of(entities, "supply_terms", clock.instant(), SupplyTerms::read);
        supply.put(bulk);
        return LocalAnswers.of(bulk.outcome());
    }
}
