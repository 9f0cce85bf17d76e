package dev.shopkeeper.membership.messaging;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.membership.activity.Behaviour;
import dev.shopkeeper.membership.activity.Purchases;
import dev.shopkeeper.starter.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service hears. */
@Configuration(proxyBeanMethods = false)
class Subscriptions {

    /** Shipping, decisions and messages change no figure of a member. */
    @Bean
    Subscription orderEvents(Purchases purchases) {
        return Subscription.to(Topic.ORDER)
                .named("order")
                .on(OrderPlaced.class, purchases::placed)
                .on(OrderCancelled.class, purchases::cancelled)
                .on(ReturnCompleted.class, purchases::returned);
    }

    @Bean
    Subscription behaviourEvents(Behaviour behaviour) {
        return Subscription.to(Topic.BEHAVIOUR)
                .named("behaviour")
                .batch()
                .deduplicated()
                .on(BehaviourRecorded.class, behaviour::count);
    }
}
