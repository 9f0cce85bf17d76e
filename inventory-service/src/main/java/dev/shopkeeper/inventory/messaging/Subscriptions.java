package dev.shopkeeper.inventory.messaging;

import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.inventory.demand.OrderedUnits;
import dev.shopkeeper.starter.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service hears. */
@Configuration(proxyBeanMethods = false)
class Subscriptions {

    @Bean
    Subscription orderEvents(OrderedUnits units) {
        return Subscription.to(Topic.ORDER)
                .named("order")
                .on(OrderPlaced.class, units::placed)
                .on(OrderCancelled.class, units::cancelled)
                .on(ReturnCompleted.class, units::returned);
    }
}
