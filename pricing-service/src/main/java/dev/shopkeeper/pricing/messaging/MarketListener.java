package dev.shopkeeper.pricing.messaging;

import dev.shopkeeper.events.CompetitorPriceObserved;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.pricing.competitor.CompetitorPrices;
import dev.shopkeeper.starter.messaging.BatchEventConsumer;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps what competitors ask. An observation stored twice is stored once, so no event needs to be remembered. */
@Component
class MarketListener implements BatchEventConsumer {

    private final CompetitorPrices prices;

    MarketListener(CompetitorPrices prices) {
        this.prices = prices;
    }

    @Override
    public String name() {
        return "market";
    }

    @Override
    public Topic topic() {
        return Topic.MARKET;
    }

    @Override
    public void onBatch(List<EventEnvelope<?>> events) {
        prices.observe(events.stream()
                .map(EventEnvelope::data)
                .filter(CompetitorPriceObserved.class::isInstance)
                .map(CompetitorPriceObserved.class::cast)
                .toList());
    }
}
