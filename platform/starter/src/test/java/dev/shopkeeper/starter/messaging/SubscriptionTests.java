package dev.shopkeeper.starter.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shopkeeper.events.DeliveryCompleted;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderShipped;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class SubscriptionTests {

    private static final Instant NOW = Instant.parse("2026-03-06T00:00:00Z");
    private static final Consumer<Object> NOTHING = event -> {};

    private final List<Object> heard = new ArrayList<>();

    private static <T extends ShopEvent> EventEnvelope<T> envelope(String id, T event) {
        return new EventEnvelope<>(id, "/test", NOW, event);
    }

    private static EventEnvelope<OrderShipped> shipped(String id) {
        return envelope(id, new OrderShipped(id, null, null, NOW));
    }

    private static EventEnvelope<OrderCancelled> cancelled(String id) {
        return envelope(id, new OrderCancelled(id, null, List.of(), null, NOW));
    }

    private static EventSubscription orders() {
        return Subscription.to(Topic.ORDER).named("order");
    }

    @Nested
    class OfEvents {

        @Test
        void givesEachEventToTheHandlerOfItsType() {
            // given
            EventSubscription subscription =
                    orders().on(OrderShipped.class, heard::add).onEnvelope(OrderCancelled.class, heard::add);
            EventEnvelope<OrderShipped> shipped = shipped("1");
            EventEnvelope<OrderCancelled> cancelled = cancelled("2");

            // when
            List.of(cancelled, shipped).forEach(subscription::handle);

            // then
            assertThat(heard).containsExactly(cancelled, shipped.data());
        }

        @Test
        void passesOverATypeWithoutHandler() {
            orders().on(OrderShipped.class, heard::add).handle(cancelled("1"));

            assertThat(heard).isEmpty();
        }

        @Test
        void preparesAllOfTheTypeTogetherAndInTheirOrder() {
            EventSubscription subscription =
                    orders().on(OrderShipped.class, NOTHING).prepare(OrderShipped.class, heard::add);

            subscription.prepare(List.of(shipped("2"), cancelled("3"), shipped("1")));

            assertThat(heard)
                    .containsExactly(List.of(shipped("2").data(), shipped("1").data()));
        }

        @Test
        void preparesNothingForATransactionThatHasNoneOfTheType() {
            EventSubscription subscription =
                    orders().on(OrderShipped.class, NOTHING).prepare(OrderShipped.class, heard::add);

            subscription.prepare(List.of(cancelled("1"), cancelled("2")));

            assertThat(heard).isEmpty();
        }

        @Test
        void changesNoSubscriptionThatIsThereAlready() {
            EventSubscription one = orders().on(OrderShipped.class, heard::add);
            EventSubscription two = one.on(OrderCancelled.class, NOTHING);

            assertThat(one.types()).containsExactly(OrderShipped.class);
            assertThat(two.types()).containsExactly(OrderShipped.class, OrderCancelled.class);
        }
    }

    @Nested
    class OfBatches {

        /** Without de-duplication nothing asks the database. */
        private final JdbcTemplate none = new JdbcTemplate();

        @Test
        void givesEachHandlerItsEventsInTheOrderOfTheHandlers() {
            // given
            BatchSubscription subscription =
                    orders().batch().on(OrderShipped.class, heard::add).onEnvelopes(OrderCancelled.class, heard::add);

            // when
            subscription.handle(List.of(cancelled("1"), shipped("2"), cancelled("3"), shipped("4")), none);

            // then
            assertThat(heard)
                    .containsExactly(
                            List.of(shipped("2").data(), shipped("4").data()), List.of(cancelled("1"), cancelled("3")));
        }

        @Test
        void keepsTheOrderOfEventsOfSeveralTypes() {
            BatchSubscription subscription =
                    orders().batch().onAny(Set.of(OrderShipped.class, OrderCancelled.class), heard::add);

            subscription.handle(List.of(cancelled("1"), shipped("2"), cancelled("3")), none);

            assertThat(heard).containsExactly(List.of(cancelled("1"), shipped("2"), cancelled("3")));
        }

        @Test
        void runsNoHandlerThatHasNothingToDo() {
            BatchSubscription subscription = orders().batch().deduplicated().on(OrderShipped.class, heard::add);

            subscription.handle(List.of(cancelled("1")), none);

            assertThat(heard).isEmpty();
        }
    }

    @Nested
    class AreRefused {

        @Test
        void withAHandlerOfATypeThatTravelsElsewhere() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> orders().on(DeliveryCompleted.class, NOTHING))
                    .withMessage(
                            "Subscription 'order' to order.events.v1 has a handler of DeliveryCompleted, which travels on"
                                    + " delivery.events.v1. Maybe it belongs to another subscription?");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            orders().batch().onAny(Set.of(OrderShipped.class, ItemWithdrawn.class), NOTHING::accept))
                    .withMessageContaining("ItemWithdrawn");
        }

        @Test
        void withTwoHandlersOfOneType() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> orders().on(OrderShipped.class, NOTHING).on(OrderShipped.class, NOTHING))
                    .withMessage(
                            "Subscription 'order' has two handlers of OrderShipped. Maybe one of them can do both?");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> orders().batch()
                            .on(OrderShipped.class, NOTHING::accept)
                            .onAny(Set.of(OrderCancelled.class, OrderShipped.class), NOTHING::accept))
                    .withMessageContaining("two handlers of OrderShipped");
        }

        @Test
        void ifTheyPrepareWhatTheyDoNotHandleOrTwice() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> orders().prepare(OrderShipped.class, NOTHING::accept))
                    .withMessageContaining("'order' prepares OrderShipped, which it does not handle");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> orders().on(OrderShipped.class, NOTHING)
                            .on(OrderCancelled.class, NOTHING)
                            .prepare(OrderShipped.class, NOTHING::accept)
                            .prepare(OrderCancelled.class, NOTHING::accept))
                    .withMessageContaining("prepares both OrderShipped and OrderCancelled");
        }

        @Test
        void ifHandlersOfEventsWouldTakeBatches() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> orders().on(OrderShipped.class, NOTHING).batch())
                    .withMessageContaining("Maybe batch() has to come first?");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "outbox", "dead-letters"})
        void withANameThatIsNotForApplications(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Subscription.to(Topic.ORDER).named(name))
                    .withMessageContaining("Maybe choose another name?");
        }

        @Test
        void withoutAnyHandler() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new Subscriptions(List.of(orders().batch())))
                    .withMessage(
                            "Subscription 'order' to order.events.v1 has no handler. Maybe on(...) was forgotten?");
        }

        @Test
        void ifTwoHaveOneName() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new Subscriptions(List.of(
                            orders().on(OrderShipped.class, NOTHING),
                            Subscription.to(Topic.DELIVERY).named("order").on(DeliveryCompleted.class, NOTHING))))
                    .withMessage("Two subscriptions are named 'order'. Maybe one was copied from the other?");
        }
    }
}
