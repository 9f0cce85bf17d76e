package dev.shopkeeper.pricing.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.pricing.item.Items;
import dev.shopkeeper.pricing.quote.Prices;
import dev.shopkeeper.starter.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/** Keeps items and lets a new list price become the price in force. */
@Component
class CatalogueListener implements EventConsumer {

    private final Items items;
    private final Prices prices;

    CatalogueListener(Items items, Prices prices) {
        this.items = items;
        this.prices = prices;
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
    public void on(EventEnvelope<?> event) {
        switch (event.data()) {
            case ItemUpserted item -> {
                if (items.put(item) && item.listPrice() != null) {
                    prices.list(item.itemId(), item.listPrice());
                }
            }
            case ItemWithdrawn item -> items.withdraw(item.itemId(), item.withdrawnAt());
            default -> {
                // nothing else of the catalogue touches a price
            }
        }
    }
}
