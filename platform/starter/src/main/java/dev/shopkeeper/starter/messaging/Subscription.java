package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.Topic;
import java.util.Set;

/**
 * What an application hears of a topic, and who handles it. A bean is enough; the starter runs the consumer:
 *
 * {@snippet :
 * @Configuration(proxyBeanMethods = false)
 * class Subscriptions {
 *
 *     @Bean
 *     Subscription orderEvents(Purchases purchases) {
 *         return Subscription.to(Topic.ORDER)
 *                 .named("order")
 *                 .on(OrderPlaced.class, purchases::placed)
 *                 .on(OrderCancelled.class, purchases::cancelled);
 *     }
 *
 *     @Bean
 *     Subscription behaviourEvents(Heat heat) {
 *         return Subscription.to(Topic.BEHAVIOUR)
 *                 .named("behaviour")
 *                 .batch()
 *                 .deduplicated()
 *                 .on(BehaviourRecorded.class, heat::count);
 *     }
 * }
 * }
 *
 * <p>There are two kinds. An {@link EventSubscription} takes events one by one, each once and only once; it is for
 * whatever decides, answers or locks. A {@link BatchSubscription}, made by {@link EventSubscription#batch()}, takes whole
 * batches of a firehose. In both, handlers run inside a database transaction; what they do must all be undone by a
 * rollback, since a transaction that fails is done again. A handler throws {@link PoisonEventException} for an event that no
 * retry will ever help; other failures are retried, without end while they may pass by themselves.
 *
 * <p>Events of types without a handler are passed over. The application does not start with two subscriptions of one name,
 * with one that has no handler, with two handlers of one type in one subscription, or with a handler of a type that
 * travels on another topic.
 *
 * <p>Immutable: every method returns a subscription that has one thing more.
 */
public sealed interface Subscription permits EventSubscription, BatchSubscription {

    /** Stable name, unique in the application: tail of the consumer group, and the consumer of inbox, offsets and meters. */
    String name();

    Topic topic();

    /** The types of events that have a handler. */
    Set<Class<? extends ShopEvent>> types();

    /** Begins a subscription to a topic. */
    static Unnamed to(Topic topic) {
        return new Unnamed(topic);
    }

    /** A subscription that has no name yet. */
    record Unnamed(Topic topic) {

        /**
         * A subscription that has no handler yet.
         *
         * @param name see {@link Subscription#name()}; another name is another consumer, which begins anew
         * @throws IllegalArgumentException if the name is blank or the starter's own
         */
        public EventSubscription named(String name) {
            return new EventSubscription(topic, Subscriptions.checkedName(name));
        }
    }
}
