package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Topic;
import java.util.List;

/**
 * Reads a firehose in batches: one database transaction a batch, with the partition's next offset stored beside the
 * data in {@code consumer_offset}, from which it resumes after a crash. A batch that fails as a whole is retried event
 * by event, so that a poison event reaches the dead letters alone.
 */
public interface BatchEventConsumer {

    /** Stable name, unique in the service. */
    String name();

    Topic topic();

    /**
     * Stores a batch inside a database transaction. Must itself ignore events it has stored before, by
     * {@code (source, id)}: a producer may have sent one twice.
     *
     * @throws PoisonEventException for an event that no retry will ever help
     */
    void onBatch(List<EventEnvelope<?>> events);
}
