package dev.shopkeeper.pricing.messaging;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.CompetitorPriceObserved;
import dev.shopkeeper.events.DemandForecasted;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.pricing.competitor.CompetitorPrices;
import dev.shopkeeper.pricing.demand.Demand;
import dev.shopkeeper.pricing.forecast.HeardForecasts;
import dev.shopkeeper.pricing.heat.Heat;
import dev.shopkeeper.pricing.item.Items;
import dev.shopkeeper.pricing.past.Availability;
import dev.shopkeeper.pricing.past.SeenPrices;
import dev.shopkeeper.pricing.quote.ListPrices;
import dev.shopkeeper.readmodel.HeardStock;
import dev.shopkeeper.starter.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What this service hears. */
@Configuration(proxyBeanMethods = false)
class Subscriptions {

    @Bean
    Subscription catalogueEvents(ListPrices listPrices, Items items) {
        return Subscription.to(Topic.CATALOGUE)
                .named("catalogue")
                .on(ItemUpserted.class, listPrices::upserted)
                .on(ItemWithdrawn.class, items::withdraw);
    }

    @Bean
    Subscription stockEvents(JdbcTemplate jdbc) {
        return Subscription.to(Topic.STOCK).named("stock").on(StockLevelChanged.class, HeardStock.of(jdbc)::put);
    }

    /** By a name of its own, so that what the topic still holds of the past is heard from its beginning. */
    @Bean
    Subscription availabilityEvents(Availability availability) {
        return Subscription.to(Topic.STOCK).named("availability").on(StockLevelChanged.class, availability::heard);
    }

    @Bean
    Subscription demandForecasts(HeardForecasts forecasts) {
        return Subscription.to(Topic.STOCK).named("forecast").on(DemandForecasted.class, forecasts::heard);
    }

    @Bean
    Subscription shownPrices(SeenPrices prices) {
        return Subscription.to(Topic.BEHAVIOUR)
                .named("seen-prices")
                .batch()
                .deduplicated()
                .on(BehaviourRecorded.class, prices::count);
    }

    @Bean
    Subscription orderEvents(Demand demand) {
        return Subscription.to(Topic.ORDER)
                .named("order")
                .on(OrderPlaced.class, demand::ordered)
                .on(OrderCancelled.class, demand::cancelled);
    }

    @Bean
    Subscription behaviourEvents(Heat heat) {
        return Subscription.to(Topic.BEHAVIOUR)
                .named("behaviour")
                .batch()
                .deduplicated()
                .on(BehaviourRecorded.class, heat::count);
    }

    /** An observation stored twice is stored once, so no event needs to be remembered. */
    @Bean
    Subscription marketEvents(CompetitorPrices prices) {
        return Subscription.to(Topic.MARKET).named("market").batch().on(CompetitorPriceObserved.class, prices::observe);
    }
}
