package dev.shopkeeper.order.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.order.item.ItemStock;
import dev.shopkeeper.starter.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/** Keeps what is available. */
@Component
class StockListener implements EventConsumer {

    private final ItemStock stock;

    StockListener(ItemStock stock) {
        this.stock = stock;
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
    public void on(EventEnvelope<?> event) {
        if (event.data() instanceof StockLevelChanged level) {
            stock.put(level);
        }
    }
}
