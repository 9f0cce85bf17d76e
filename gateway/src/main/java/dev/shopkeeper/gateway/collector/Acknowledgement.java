package dev.shopkeeper.gateway.collector;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** One wait for many messages. */
final class Acknowledgement implements Callback {

    private final CountDownLatch outstanding;
    private volatile @Nullable Exception failure;

    Acknowledgement(int messages) {
        this.outstanding = new CountDownLatch(messages);
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception == null) {
            outstanding.countDown();
            return;
        }
        failure = exception;
        while (outstanding.getCount() > 0) { // nothing is to be waited for any more
            outstanding.countDown();
        }
    }

    boolean failed() {
        return failure != null;
    }

    void await(long nanos) throws EventsNotStoredException, InterruptedException {
        boolean all = outstanding.await(nanos, TimeUnit.NANOSECONDS);
        Exception cause = failure;
        if (cause != null) {
            throw new EventsNotStoredException("Kafka did not store an event", cause);
        }
        if (!all) {
            throw new EventsNotStoredException("Kafka did not acknowledge in time", null);
        }
    }
}
