package dev.shopkeeper.recommendation.messaging;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.recommendation.catalogue.CatalogueStore;
import dev.shopkeeper.recommendation.impression.ImpressionEvents;
import dev.shopkeeper.recommendation.purchase.PurchaseEvents;
import dev.shopkeeper.starter.messaging.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service hears; all in batches, since whole histories are imported. */
@Configuration(proxyBeanMethods = false)
class Subscriptions {

    @Bean
    Subscription behaviourEvents(PurchaseEvents purchases) {
        return Subscription.to(Topic.BEHAVIOUR)
                .named("behaviour")
                .batch()
                .onEnvelopes(BehaviourRecorded.class, purchases::behaviour);
    }

    @Bean
    Subscription impressions(ImpressionEvents impressions) {
        return Subscription.to(Topic.BEHAVIOUR)
                .named("impressions")
                .batch()
                .onEnvelopes(BehaviourRecorded.class, impressions::behaviour);
    }

    @Bean
    Subscription orderEvents(PurchaseEvents purchases) {
        return Subscription.to(Topic.ORDER)
                .named("orders")
                .batch()
                .onAny(Set.of(OrderPlaced.class, OrderCancelled.class, ReturnCompleted.class), purchases::orders);
    }

    @Bean
    Subscription catalogueEvents(CatalogueStore catalogue) {
        return Subscription.to(Topic.CATALOGUE)
                .named("catalogue")
                .batch()
                .on(ItemUpserted.class, catalogue::upsert)
                .on(ItemWithdrawn.class, catalogue::withdraw);
    }

    @Bean
    Subscription stockEvents(CatalogueStore catalogue) {
        return Subscription.to(Topic.STOCK).named("stock").batch().on(StockLevelChanged.class, catalogue::stock);
    }

    @Bean
    Subscription priceEvents(CatalogueStore catalogue) {
        return Subscription.to(Topic.PRICE).named("price").batch().on(PriceChanged.class, catalogue::price);
    }
}
