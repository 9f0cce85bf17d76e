package dev.shopkeeper.pricing.messaging;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.pricing.heat.Heat;
import dev.shopkeeper.starter.messaging.BatchEventConsumer;
import dev.shopkeeper.starter.messaging.BatchInbox;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts what is looked at and put into carts. */
@Component
class BehaviourListener implements BatchEventConsumer {

    private static final String NAME = "behaviour";

    private final Heat heat;
    private final BatchInbox inbox;

    BehaviourListener(Heat heat, JdbcTemplate jdbc) {
        this.heat = heat;
        this.inbox = new BatchInbox(jdbc, NAME);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Topic topic() {
        return Topic.BEHAVIOUR;
    }

    @Override
    public void onBatch(List<EventEnvelope<?>> events) {
        heat.count(inbox.unseen(events).stream()
                .map(EventEnvelope::data)
                .filter(BehaviourRecorded.class::isInstance)
                .map(BehaviourRecorded.class::cast)
                .toList());
    }
}
