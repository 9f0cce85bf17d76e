package dev.shopkeeper.membership.messaging;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.membership.activity.Behaviour;
import dev.shopkeeper.starter.messaging.BatchEventConsumer;
import dev.shopkeeper.starter.messaging.BatchInbox;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts what members do. */
@Component
class BehaviourListener implements BatchEventConsumer {

    private static final String NAME = "behaviour";

    private final Behaviour behaviour;
    private final BatchInbox inbox;

    BehaviourListener(Behaviour behaviour, JdbcTemplate jdbc) {
        this.behaviour = behaviour;
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
        behaviour.count(inbox.unseen(events).stream()
                .map(EventEnvelope::data)
                .filter(BehaviourRecorded.class::isInstance)
                .map(BehaviourRecorded.class::cast)
                .toList());
    }
}
