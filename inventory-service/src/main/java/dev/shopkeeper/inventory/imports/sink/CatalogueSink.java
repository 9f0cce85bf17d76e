package dev.shopkeeper.inventory.imports.sink;

import dev.shopkeeper.inventory.catalogue.Catalogue;
import dev.shopkeeper.inventory.catalogue.ProductEntry;
import dev.shopkeeper.inventory.imports.format.EntityType;
import dev.shopkeeper.starter.bulk.Bulk;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Items, into the catalogue. */
@Component
class CatalogueSink implements EntitySink {

    private final Catalogue catalogue;
    private final Clock clock;

    CatalogueSink(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Override
    public Set<EntityType> types() {
        return Set.of(EntityType.PRODUCT);
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public SinkAnswer take(EntityType type, List<ObjectNode> entities, Consumer<@Nullable String> waiting) {
        Bulk<ProductEntry> bulk = Bulk.of(entities, "products", clock.instant(), ProductEntry::read);
        catalogue.upsert(bulk);
        return LocalAnswers.of(bulk.outcome());
    }
}
