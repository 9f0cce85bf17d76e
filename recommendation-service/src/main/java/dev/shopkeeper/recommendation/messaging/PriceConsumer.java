package dev.shopkeeper.recommendation.messaging;

import static dev.shopkeeper.recommendation.messaging.Batches.data;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.recommendation.catalogue.CatalogueStore;
import dev.shopkeeper.starter.messaging.BatchEventConsumer;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps the prices in force. */
@Component
class PriceConsumer implements BatchEventConsumer {

    private final CatalogueStore store;

    PriceConsumer(CatalogueStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "price";
    }

    @Override
    public Topic topic() {
        return Topic.PRICE;
    }

    @Override
    public void onBatch(List<EventEnvelope<?>> events) {
        store.price(data(events, PriceChanged.class));
    }
}
