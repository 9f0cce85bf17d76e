package dev.shopkeeper.logistics.messaging;

import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.events.TravelTimeObserved;
import dev.shopkeeper.logistics.delivery.OrderedDeliveries;
import dev.shopkeeper.logistics.traffic.TravelTimes;
import dev.shopkeeper.starter.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service hears. */
@Configuration(proxyBeanMethods = false)
class Subscriptions {

    /** Returns and messages are not delivered. */
    @Bean
    Subscription orderEvents(OrderedDeliveries deliveries) {
        return Subscription.to(Topic.ORDER)
                .named("order")
                .on(OrderPlaced.class, deliveries::placed)
                .on(OrderCancelled.class, deliveries::cancelled);
    }

    /** An observation stored twice is stored once, so no event needs to be remembered. */
    @Bean
    Subscription trafficEvents(TravelTimes travelTimes) {
        return Subscription.to(Topic.TRAFFIC)
                .named("traffic")
                .batch()
                .on(TravelTimeObserved.class, travelTimes::observe);
    }
}
