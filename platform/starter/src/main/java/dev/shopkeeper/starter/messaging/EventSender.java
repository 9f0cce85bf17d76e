package dev.shopkeeper.starter.messaging;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaOperations;

/** The Kafka producer of outbox and dead letters; a type of its own, so that Boot's template stays what it is. */
record EventSender(KafkaOperations<String, byte[]> kafka, DefaultKafkaProducerFactory<String, byte[]> factory)
        implements DisposableBean {

    @Override
    public void destroy() throws Exception {
        factory.destroy();
    }
}
