package dev.shopkeeper.logistics.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.events.TravelTimeObserved;
import dev.shopkeeper.logistics.traffic.TravelTimes;
import dev.shopkeeper.starter.messaging.BatchEventConsumer;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps how fast traffic moves. An observation stored twice is stored once, so no event needs to be remembered. */
@Component
class TrafficListener implements BatchEventConsumer {

    private final TravelTimes travelTimes;

    TrafficListener(TravelTimes travelTimes) {
        this.travelTimes = travelTimes;
    }

    @Override
    public String name() {
        return "traffic";
    }

    @Override
    public Topic topic() {
        return Topic.TRAFFIC;
    }

    @Override
    public void onBatch(List<EventEnvelope<?>> events) {
        travelTimes.observe(events.stream()
                .map(EventEnvelope::data)
                .filter(TravelTimeObserved.class::isInstance)
                .map(TravelTimeObserved.class::cast)
                .toList());
    }
}
