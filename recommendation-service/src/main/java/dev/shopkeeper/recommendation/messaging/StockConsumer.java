package dev.shopkeeper.recommendation.messaging;

import static dev.shopkeeper.recommendation.messaging.Batches.data;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.recommendation.catalogue.CatalogueStore;
import dev.shopkeeper.starter.messaging.BatchEventConsumer;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps the stock of items. */
@Component
class StockConsumer implements BatchEventConsumer {

    private final CatalogueStore store;

    StockConsumer(CatalogueStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "stock";
    }

    @Override
    public Topic topic() {
        return Topic.STOCK;
    }

    @Override
    public void onBatch(List<EventEnvelope<?>> events) {
        store.stock(data(events, StockLevelChanged.class));
    }
}
