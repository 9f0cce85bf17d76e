package dev.shopkeeper.starter.messaging;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.MessageListener;

/** Reads the service's dead-letter topic into its index. */
final class DeadLetterIndexer implements MessageListener<String, byte[]> {

    static final String NAME = "dead-letters";

    private final DeadLetterStore store;

    DeadLetterIndexer(DeadLetterStore store) {
        this.store = store;
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> letter) {
        store.index(letter);
    }
}
