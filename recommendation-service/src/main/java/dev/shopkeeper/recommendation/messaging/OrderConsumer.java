package dev.shopkeeper.recommendation.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.recommendation.purchase.PurchaseChanges;
import dev.shopkeeper.recommendation.purchase.Purchases;
import dev.shopkeeper.starter.messaging.BatchEventConsumer;
import dev.shopkeeper.starter.messaging.BatchInbox;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts what was ordered, cancelled and returned. In batches, since whole histories are imported as orders. */
@Component
class OrderConsumer implements BatchEventConsumer {

    private final Purchases purchases;
    private final BatchInbox inbox;

    OrderConsumer(Purchases purchases, JdbcTemplate jdbc) {
        this.purchases = purchases;
        this.inbox = new BatchInbox(jdbc, Purchases.INBOX);
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Topic topic() {
        return Topic.ORDER;
    }

    @Override
    public void onBatch(List<EventEnvelope<?>> events) {
        PurchaseChanges changes = new PurchaseChanges();
        List<EventEnvelope<?>> relevant =
                events.stream().filter(OrderConsumer::isRelevant).toList();
        for (EventEnvelope<?> event : inbox.unseen(relevant)) {
            switch (event.data()) {
                case OrderPlaced placed -> changes.add(placed);
                case OrderCancelled cancelled -> changes.add(cancelled);
                case ReturnCompleted returned -> changes.add(returned);
                default -> throw new IllegalStateException("Not an event of an order's lines: " + event.type());
            }
        }
        purchases.apply(changes.changes(), changes.voided());
    }

    private static boolean isRelevant(EventEnvelope<?> event) {
        return event.data() instanceof OrderPlaced
                || event.data() instanceof OrderCancelled
                || event.data() instanceof ReturnCompleted;
    }
}
