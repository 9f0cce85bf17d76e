package dev.shopkeeper.logistics.messaging;

import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.events.TravelTimeObserved;
import dev.shopkeeper.logistics.delivery.ItemWeights;
import dev.shopkeeper.logistics.delivery.OrderedDeliveries;
import dev.shopkeeper.logistics.traffic.TravelTimes;
import dev.shopkeeper.readmodel.HeardTiers;
import dev.shopkeeper.starter.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

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

    /** By a name of its own, from the topic's beginning. */
    @Bean
    Subscription catalogueEvents(ItemWeights weights) {
        return Subscription.to(Topic.CATALOGUE).named("catalogue").on(ItemUpserted.class, weights::put);
    }

    @Bean
    Subscription memberEvents(JdbcTemplate jdbc) {
        return Subscription.to(Topic.MEMBER).named("member").on(MemberUpdated.class, HeardTiers.of(jdbc)::put);
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
