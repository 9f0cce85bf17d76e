package dev.shopkeeper.recommendation.purchase;

import dev.shopkeeper.events.BehaviourName;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.recommendation.interaction.Interaction;
import dev.shopkeeper.recommendation.interaction.InteractionLog;
import dev.shopkeeper.starter.messaging.BatchInbox;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts what is told of purchases: by orders, and by the storefront among everything else that visitors do. Both share one
 * inbox, since what they count adds up: an event sent twice must not be counted twice. Runs in the transaction of a batch.
 */
@Component
public class PurchaseEvents {

    static final String INBOX = "purchases";

    private final Purchases purchases;
    private final InteractionLog log;
    private final BatchInbox inbox;

    PurchaseEvents(Purchases purchases, InteractionLog log, JdbcTemplate jdbc) {
        this.purchases = purchases;
        this.log = log;
        this.inbox = new BatchInbox(jdbc, INBOX);
    }

    /** Orders placed and cancelled, and returns completed, in the order in which they were heard. */
    public void orders(List<EventEnvelope<?>> events) {
        PurchaseChanges changes = new PurchaseChanges();
        for (EventEnvelope<?> event : inbox.unseen(events)) {
            switch (event.data()) {
                case OrderPlaced placed -> changes.add(placed);
                case OrderCancelled cancelled -> changes.add(cancelled);
                case ReturnCompleted returned -> changes.add(returned);
                default -> throw new IllegalStateException("Not an event of an order's lines: " + event.type());
            }
        }
        purchases.apply(changes.changes(), changes.voided());
    }

    /**
     * The firehose of behaviour: purchases and refunds are counted, the rest goes to the log. Purchases first: every writer
     * locks orders before it adds to the log.
     */
    public void behaviour(List<EventEnvelope<BehaviourRecorded>> events) {
        List<EventEnvelope<?>> transactions = events.stream()
                .<EventEnvelope<?>>map(event -> event)
                .filter(event -> isNamed(event, BehaviourName.PURCHASE) || isNamed(event, BehaviourName.REFUND))
                .toList();
        if (!transactions.isEmpty()) {
            count(transactions);
        }
        log.append(events.stream().flatMap(Interaction::of).toList());
    }

    private void count(List<EventEnvelope<?>> transactions) {
        PurchaseChanges changes = new PurchaseChanges();
        for (EventEnvelope<?> event : inbox.unseen(transactions)) {
            BehaviourRecorded behaviour = (BehaviourRecorded) event.data();
            if (isNamed(event, BehaviourName.PURCHASE)) {
                changes.addPurchase(behaviour);
            } else {
                changes.addRefund(behaviour);
            }
        }
        purchases.apply(changes.changes(), changes.voided());
    }

    private static boolean isNamed(EventEnvelope<?> event, BehaviourName name) {
        return event.data() instanceof BehaviourRecorded behaviour
                && name.wireName().equals(behaviour.eventName());
    }
}
