package dev.shopkeeper.order.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.order.item.ItemPrices;
import dev.shopkeeper.starter.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/** Keeps the prices in force. */
@Component
class PriceListener implements EventConsumer {

    private final ItemPrices prices;

    PriceListener(ItemPrices prices) {
        this.prices = prices;
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
    public void on(EventEnvelope<?> event) {
        if (event.data() instanceof PriceChanged change) {
            prices.put(change);
        }
    }
}
