package dev.shopkeeper.testing.infrastructure;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka from the official image. */
final class ContainerKafka {

    static final String IMAGE = "apache/kafka:4.2.1";

    private ContainerKafka() {}

    @SuppressWarnings("resource") // lives as long as the JVM
    static KafkaServer start() {
        KafkaContainer container = new KafkaContainer(DockerImageName.parse(IMAGE))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        container.start();
        Shutdown.afterContexts(container::stop);
        return new KafkaServer(container.getBootstrapServers());
    }
}
