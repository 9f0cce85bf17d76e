package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** Topics of the contract and the service's own, created where they are missing. */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(MessagingProperties.class)
public class MessagingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    DeadLetterTopic deadLetterTopic(@Value("${spring.application.name}") String application) {
        return new DeadLetterTopic(application + ".dead-letters.v1");
    }

    @Bean
    @ConditionalOnMissingBean
    KafkaAdmin.NewTopics platformTopics(MessagingProperties properties, DeadLetterTopic deadLetters) {
        List<NewTopic> topics = new ArrayList<>();
        Arrays.stream(Topic.values())
                .map(topic -> TopicBuilder.name(topic.topicName())
                        .partitions(topic.partitions())
                        .replicas(properties.replicationFactor())
                        .configs(
                                topic.compacted()
                                        ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
                                        : Map.of())
                        .build())
                .forEach(topics::add);
        topics.add(TopicBuilder.name(deadLetters.name())
                .partitions(1)
                .replicas(properties.replicationFactor())
                .build());
        return new KafkaAdmin.NewTopics(topics.toArray(NewTopic[]::new));
    }
}
