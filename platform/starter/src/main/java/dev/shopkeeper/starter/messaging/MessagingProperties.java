package dev.shopkeeper.starter.messaging;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.messaging}.
 *
 * @param instance name of this replica, unique and stable over its restarts; gives static group membership, none if
 *     empty
 * @param replicationFactor of topics created by us; -1 leaves it to the broker
 * @param concurrency consumer threads of each consumer, unless {@code consumers} says otherwise
 * @param consumers settings by consumer name
 * @param retries how often an event that fails for another than a passing reason is tried again
 * @param firstBackOff pause before the first retry, doubled each time
 * @param longestBackOff upper bound of that pause
 * @param pollSize most events of a consumer that is no batch consumer in one transaction
 * @param batchSize most events in a batch of a batch consumer
 * @param inboxRetention how long seen events are remembered
 * @param deadLetterRetention how long replayed and discarded dead letters are remembered
 * @param outboxPoll how often the outbox is looked at when nobody kicks it
 * @param outboxBatch most events published in one transaction
 * @param outboxAttempts how often an event is sent that is refused for its own sake, until it is parked; the pauses
 *     between are those of retries
 */
@ConfigurationProperties("shopkeeper.messaging")
public record MessagingProperties(
        @DefaultValue("") String instance,
        @DefaultValue("1") short replicationFactor,
        @DefaultValue("1") int concurrency,
        Map<String, ConsumerProperties> consumers,
        @DefaultValue("3") int retries,
        @DefaultValue("200ms") Duration firstBackOff,
        @DefaultValue("10s") Duration longestBackOff,
        @DefaultValue("200") int pollSize,
        @DefaultValue("2000") int batchSize,
        @DefaultValue("30d") Duration inboxRetention,
        @DefaultValue("30d") Duration deadLetterRetention,
        @DefaultValue("1s") Duration outboxPoll,
        @DefaultValue("500") int outboxBatch,
        @DefaultValue("10") int outboxAttempts) {

    public MessagingProperties {
        consumers = consumers == null ? Map.of() : Map.copyOf(consumers);
        if (concurrency < 1 || retries < 0 || pollSize < 1 || batchSize < 1 || outboxBatch < 1 || outboxAttempts < 1) {
            throw new IllegalArgumentException("shopkeeper.messaging: concurrency is " + concurrency + ", retries "
                    + retries + ", poll-size " + pollSize + ", batch-size " + batchSize + ", outbox-batch "
                    + outboxBatch + ", outbox-attempts " + outboxAttempts
                    + ". Maybe one of them should be positive?");
        }
    }

    /** Consumer threads of the consumer of that name. */
    int concurrencyOf(String consumer) {
        ConsumerProperties own = consumers.get(consumer);
        return own == null ? concurrency : own.concurrency();
    }

    /** Settings of one consumer. */
    public record ConsumerProperties(@DefaultValue("1") int concurrency) {}
}
