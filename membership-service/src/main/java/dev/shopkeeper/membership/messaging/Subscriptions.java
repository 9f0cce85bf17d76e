package dev.shopkeeper.membership.messaging;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.membership.activity.Behaviour;
import dev.shopkeeper.membership.activity.ItemCategories;
import dev.shopkeeper.membership.activity.Purchases;
import dev.shopkeeper.membership.coupon.Redemptions;
import dev.shopkeeper.starter.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service hears. */
@Configuration(proxyBeanMethods = false)
class Subscriptions {

    /** Shipping, decisions and messages change no figure of a member. Coupons look at the order as it is counted. */
    @Bean
    Subscription orderEvents(Purchases purchases, Redemptions redemptions) {
        return Subscription.to(Topic.ORDER)
                .named("order")
                .on(OrderPlaced.class, order -> {
                    purchases.placed(order);
                    redemptions.placed(order);
                })
                .on(OrderCancelled.class, order -> {
                    purchases.cancelled(order);
                    redemptions.cancelled(order);
                })
                .on(ReturnCompleted.class, purchases::returned)
                .prepare(OrderPlaced.class, redemptions::prepare);
    }

    @Bean
    Subscription catalogueEvents(ItemCategories categories) {
        return Subscription.to(Topic.CATALOGUE).named("catalogue").on(ItemUpserted.class, categories::upserted);
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
