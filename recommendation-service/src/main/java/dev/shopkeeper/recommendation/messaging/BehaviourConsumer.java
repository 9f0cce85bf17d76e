package dev.shopkeeper.recommendation.messaging;

import dev.shopkeeper.events.BehaviourName;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.recommendation.interaction.Contexts;
import dev.shopkeeper.recommendation.interaction.Interaction;
import dev.shopkeeper.recommendation.interaction.InteractionLog;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.recommendation.purchase.PurchaseChanges;
import dev.shopkeeper.recommendation.purchase.Purchases;
import dev.shopkeeper.starter.messaging.BatchEventConsumer;
import dev.shopkeeper.starter.messaging.BatchInbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Stores the firehose of behaviour. A denied event names nobody and has no context: it is counted, and no more. */
@Component
class BehaviourConsumer implements BatchEventConsumer {

    private final InteractionLog log;
    private final Purchases purchases;
    private final BatchInbox inbox;

    BehaviourConsumer(InteractionLog log, Purchases purchases, JdbcTemplate jdbc) {
        this.log = log;
        this.purchases = purchases;
        this.inbox = new BatchInbox(jdbc, Purchases.INBOX);
    }

    @Override
    public String name() {
        return "behaviour";
    }

    @Override
    public Topic topic() {
        return Topic.BEHAVIOUR;
    }

    @Override
    public void onBatch(List<EventEnvelope<?>> events) {
        List<Interaction> interactions = new ArrayList<>(events.size());
        List<EventEnvelope<?>> transactions = new ArrayList<>();
        for (EventEnvelope<?> event : events) {
            if (event.data() instanceof BehaviourRecorded behaviour) {
                Optional<BehaviourName> name = BehaviourName.of(behaviour.eventName());
                if (name.isPresent() && isTransaction(name.get())) {
                    transactions.add(event);
                }
                name.flatMap(Kind::of).ifPresent(kind -> add(event, behaviour, kind, interactions));
            }
        }
        // Purchases first: every writer locks orders before it adds to the log.
        if (!transactions.isEmpty()) {
            count(transactions);
        }
        log.append(interactions);
    }

    private void count(List<EventEnvelope<?>> transactions) {
        PurchaseChanges changes = new PurchaseChanges();
        for (EventEnvelope<?> event : inbox.unseen(transactions)) {
            BehaviourRecorded behaviour = (BehaviourRecorded) event.data();
            if (BehaviourName.PURCHASE.wireName().equals(behaviour.eventName())) {
                changes.addPurchase(behaviour);
            } else {
                changes.addRefund(behaviour);
            }
        }
        purchases.apply(changes.changes(), changes.voided());
    }

    private static boolean isTransaction(BehaviourName name) {
        return name == BehaviourName.PURCHASE || name == BehaviourName.REFUND;
    }

    private static void add(
            EventEnvelope<?> event, BehaviourRecorded behaviour, Kind kind, List<Interaction> interactions) {
        Long context = Contexts.ofSession(behaviour);
        for (int position = 0; position < behaviour.items().size(); position++) {
            interactions.add(new Interaction(
                    new Interaction.Identity(event.source(), event.id(), position),
                    kind,
                    1,
                    behaviour.items().get(position).itemId(),
                    context,
                    behaviour.userId(),
                    behaviour.anonymousId(),
                    behaviour.occurredAt()));
        }
    }
}
