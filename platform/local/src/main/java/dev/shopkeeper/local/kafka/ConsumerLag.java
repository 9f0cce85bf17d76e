package dev.shopkeeper.local.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records each consumer group has yet to take in. */
public final class ConsumerLag {
    private ConsumerLag() {}

    /** Empty when the broker does not answer within a few seconds. */
    public static Optional<Map<String, Long>> byGroup(String bootstrapServers) {
        try (Admin admin = Topics.admin(bootstrapServers)) {
            List<String> groups = admin.listGroups().all().get(10, TimeUnit.SECONDS).stream()
                    .map(GroupListing::groupId)
                    .toList();
            Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new TreeMap<>();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (String group : groups) {
                Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(10, TimeUnit.SECONDS);
                committed.put(group, offsets);
                offsets.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
            }
            Map<TopicPartition, ListOffsetsResultInfo> latest =
                    admin.listOffsets(ends).all().get(10, TimeUnit.SECONDS);
            Map<String, Long> lags = new TreeMap<>();
            committed.forEach((group, offsets) -> lags.put(group, lag(offsets, latest)));
            return Optional.of(lags);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static long lag(
            Map<TopicPartition, OffsetAndMetadata> offsets, Map<TopicPartition, ListOffsetsResultInfo> latest) {
        long lag = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> offset : offsets.entrySet()) {
            ListOffsetsResultInfo end = latest.get(offset.getKey());
            // A partition without a committed offset has a null here.
            if (offset.getValue() != null && end != null) {
                lag += Math.max(0, end.offset() - offset.getValue().offset());
            }
        }
        return lag;
    }
}
