package dev.shopkeeper.recommendation.impression;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Takes what was shown, clicked and bought out of the firehose of behaviour. A denied event names no ranking and nobody, and
 * so leaves no row. Runs in the transaction of a batch.
 */
@Component
public class ImpressionEvents {

    private static final Duration LATELY = Duration.ofSeconds(30);
    private static final int MOST = 10_000;

    private final ImpressionLog log;

    ImpressionEvents(ImpressionLog log) {
        this.log = log;
    }

    /** A batch, of which anything may have been heard before. */
    public void behaviour(List<EventEnvelope<BehaviourRecorded>> events) {
        List<BehaviourRecorded> heard = events.stream()
                .map(EventEnvelope::data)
                .filter(BehaviourRecorded::learnable)
                .toList();
        List<Shown> shown = heard.stream().flatMap(Shown::of).toList();
        log.show(shown);
        log.click(heard.stream().flatMap(Clicked::of).toList());
        log.buy(heard.stream().flatMap(Bought::of).toList());
        if (!shown.isEmpty()) {
            log.decide(LATELY, MOST);
        }
    }
}
