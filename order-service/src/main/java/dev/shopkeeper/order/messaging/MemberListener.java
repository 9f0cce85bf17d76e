package dev.shopkeeper.order.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.order.member.MemberTiers;
import dev.shopkeeper.starter.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/** Keeps the tiers of members. */
@Component
class MemberListener implements EventConsumer {

    private final MemberTiers tiers;

    MemberListener(MemberTiers tiers) {
        this.tiers = tiers;
    }

    @Override
    public String name() {
        return "member";
    }

    @Override
    public Topic topic() {
        return Topic.MEMBER;
    }

    @Override
    public void on(EventEnvelope<?> event) {
        if (event.data() instanceof MemberUpdated member) {
            tiers.put(member);
        }
    }
}
