package dev.shopkeeper.recommendation.messaging;

import static dev.shopkeeper.recommendation.messaging.Batches.data;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.recommendation.catalogue.CatalogueSettings;
import dev.shopkeeper.recommendation.catalogue.CatalogueStore;
import dev.shopkeeper.starter.messaging.BatchEventConsumer;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps the titles, categories and standing of items. */
@Component
class CatalogueConsumer implements BatchEventConsumer {

    private final CatalogueStore store;
    private final String consumableAttribute;

    CatalogueConsumer(CatalogueStore store, CatalogueSettings settings) {
        this.store = store;
        this.consumableAttribute = settings.consumableAttribute();
    }

    @Override
    public String name() {
        return "catalogue";
    }

    @Override
    public Topic topic() {
        return Topic.CATALOGUE;
    }

    @Override
    public void onBatch(List<EventEnvelope<?>> events) {
        List<ItemUpserted> upserts = data(events, ItemUpserted.class);
        store.upsert(upserts, item -> "true".equalsIgnoreCase(item.attributes().get(consumableAttribute)));
        store.withdraw(data(events, ItemWithdrawn.class));
    }
}
