package dev.shopkeeper.starter.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.starter.messaging.PublishFailures.UnpublishableEventException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishFailuresTests {

    static Stream<Exception> ofTheEvent() {
        return Stream.of(
                new UnpublishableEventException(new IllegalStateException("unknown type")),
                new RecordTooLargeException("large"),
                new RecordBatchTooLargeException("large"),
                new InvalidRecordException("invalid"),
                new InvalidTimestampException("invalid"),
                new InvalidTopicException("invalid"),
                new TopicAuthorizationException(Set.of("order.events.v1")),
                new SerializationException("text"),
                new UnsupportedForMessageFormatException("headers"));
    }

    static Stream<Exception> ofAnyEvent() {
        return Stream.of(
                new TimeoutException("no metadata"),
                new BufferExhaustedException("full"),
                new DisconnectException("gone"),
                new NetworkException("gone"),
                new NotEnoughReplicasException("one"),
                new NotLeaderOrFollowerException("moved"),
                new UnknownTopicOrPartitionException("not yet"),
                new SaslAuthenticationException("password"),
                new SslAuthenticationException("certificate"),
                new ClusterAuthorizationException("idempotent write"),
                new OutOfOrderSequenceException("lost"),
                new InvalidProducerEpochException("old"),
                new ProducerFencedException("other"),
                new UnknownServerException("disk"),
                new KafkaException("it was part of a batch with an invalid record"),
                new InterruptException("stop"),
                new IOException("reset"),
                new IllegalStateException("the producer is closed"));
    }

    /** As Spring and futures hand it on. */
    private static Throwable wrapped(Exception failure) {
        return new IllegalStateException(
                new ExecutionException(new org.springframework.kafka.KafkaException("Send failed", failure)));
    }

    @ParameterizedTest
    @MethodSource
    void ofTheEvent(Exception failure) {
        assertThat(PublishFailures.isOfTheEvent(failure)).isTrue();
        assertThat(PublishFailures.isOfTheEvent(wrapped(failure))).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void ofAnyEvent(Exception failure) {
        assertThat(PublishFailures.isOfTheEvent(failure)).isFalse();
        assertThat(PublishFailures.isOfTheEvent(wrapped(failure))).isFalse();
    }

    @Test
    void theOutermostKnownCauseDecides() {
        assertThat(PublishFailures.isOfTheEvent(
                        new TimeoutException("no metadata", new TopicAuthorizationException(Set.of("t")))))
                .isFalse();
        assertThat(PublishFailures.isOfTheEvent(new RecordTooLargeException("large", new TimeoutException("late"))))
                .isTrue();
    }
}
