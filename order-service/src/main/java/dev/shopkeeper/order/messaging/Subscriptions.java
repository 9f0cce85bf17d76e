package dev.shopkeeper.order.messaging;

import dev.shopkeeper.events.DeliveryCompleted;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.order.item.ItemCategories;
import dev.shopkeeper.order.item.ItemPrices;
import dev.shopkeeper.order.item.ItemTitles;
import dev.shopkeeper.order.member.MemberTiers;
import dev.shopkeeper.order.orders.Orders;
import dev.shopkeeper.starter.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service hears. */
@Configuration(proxyBeanMethods = false)
class Subscriptions {

    @Bean
    Subscription deliveryEvents(Orders orders) {
        return Subscription.to(Topic.DELIVERY)
                .named("delivery")
                .on(DeliveryCompleted.class, orders::handedOver)
                .prepare(DeliveryCompleted.class, orders::lock);
    }

    @Bean
    Subscription catalogueEvents(ItemTitles titles) {
        return Subscription.to(Topic.CATALOGUE).named("catalogue").on(ItemUpserted.class, titles::put);
    }

    /** A consumer of its own reads the compacted topic from the beginning: categories of items of before are known too. */
    @Bean
    Subscription categoryEvents(ItemCategories categories) {
        return Subscription.to(Topic.CATALOGUE).named("item-categories").on(ItemUpserted.class, categories::put);
    }

    @Bean
    Subscription priceEvents(ItemPrices prices) {
        return Subscription.to(Topic.PRICE).named("price").on(PriceChanged.class, prices::put);
    }

    @Bean
    Subscription memberEvents(MemberTiers tiers) {
        return Subscription.to(Topic.MEMBER).named("member").on(MemberUpdated.class, tiers::put);
    }
}
