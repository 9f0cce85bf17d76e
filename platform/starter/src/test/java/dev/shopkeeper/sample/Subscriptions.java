package dev.shopkeeper.sample;

import dev.shopkeeper.events.CompetitorPriceObserved;
import dev.shopkeeper.events.OrderShipped;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.events.TravelTimeObserved;
import dev.shopkeeper.starter.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the sample hears. */
@Configuration(proxyBeanMethods = false)
class Subscriptions {

    @Bean
    Subscription orderEvents(RecordingConsumer recording) {
        return Subscription.to(Topic.ORDER)
                .named(RecordingConsumer.NAME)
                .onEnvelope(OrderShipped.class, recording::handle)
                .prepare(OrderShipped.class, recording::prepare);
    }

    @Bean
    Subscription trafficEvents(RecordingBatchConsumer recording) {
        return Subscription.to(Topic.TRAFFIC)
                .named(RecordingBatchConsumer.NAME)
                .batch()
                .onEnvelopes(TravelTimeObserved.class, recording::store);
    }

    @Bean
    Subscription marketEvents(RecordingBatchConsumer recording) {
        return Subscription.to(Topic.MARKET)
                .named(RecordingBatchConsumer.COUNTING)
                .batch()
                .deduplicated()
                .onEnvelopes(CompetitorPriceObserved.class, recording::count);
    }
}
