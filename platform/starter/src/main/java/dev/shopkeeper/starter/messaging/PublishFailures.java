package dev.shopkeeper.starter.messaging;

import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures to publish that are the event's own from those that would meet any other event as well.
 *
 * <p>Only those of the list below, and whatever keeps an event from becoming a record at all, are the event's own: they
 * count, and enough of them park it. All others, known or not, do not count: timeouts and disconnects, credentials that
 * Kafka refuses, a producer that has lost its place. Many of them pass, and to park what could have been sent would
 * give its order up for nothing; an outbox that stands still is seen by the age of its first event.
 */
final class PublishFailures {

    private static final List<Class<? extends Exception>> OF_THE_EVENT = List.of(
            UnpublishableEventException.class,
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidRecordException.class,
            InvalidTimestampException.class,
            InvalidTopicException.class,
            TopicAuthorizationException.class,
            SerializationException.class,
            UnsupportedForMessageFormatException.class);

    private PublishFailures() {}

    /** Whether the failure is the event's own. The outermost cause that is known decides. */
    static boolean isOfTheEvent(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (Class<? extends Exception> own : OF_THE_EVENT) {
                if (own.isInstance(cause)) {
                    return true;
                }
            }
            if (cause instanceof RetriableException) {
                return false;
            }
        }
        return false;
    }

    /** An event of the outbox that cannot become a record; its cause says why. */
    static final class UnpublishableEventException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnpublishableEventException(RuntimeException cause) {
            super(cause);
        }
    }
}
