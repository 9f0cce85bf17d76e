package dev.shopkeeper.starter.messaging;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The next offset of each partition of a batch consumer, kept in the database beside what it stored. */
final class ConsumerOffsets {

    private final JdbcClient jdbc;

    ConsumerOffsets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The stored next offset, locked until the transaction ends, so that a replica that was replaced cannot store too. */
    OptionalLong lock(String consumer, TopicPartition partition) {
        return jdbc.sql("""
                        select next_offset from consumer_offset
                        where consumer = ? and topic = ? and partition = ? for update
                        """)
                .params(consumer, partition.topic(), partition.partition())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    void store(String consumer, TopicPartition partition, long nextOffset) {
        jdbc.sql("""
                        insert into consumer_offset (consumer, topic, partition, next_offset) values (?, ?, ?, ?)
                        on conflict (consumer, topic, partition)
                        do update set next_offset = excluded.next_offset, updated_at = now()
                        """)
                .params(consumer, partition.topic(), partition.partition(), nextOffset)
                .update();
    }
}
