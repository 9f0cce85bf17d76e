package dev.shopkeeper.starter.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.events.EventEnvelope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives dead letters to their consumer again, here and to nobody else: the event's effect, its inbox row and the
 * letter's new state are one transaction. Those that could not be sent go back to the outbox, also in one.
 */
final class DeadLetterReplay {

    private final DeadLetterStore store;
    private final Inbox inbox;
    private final OutboxTable outbox;
    private final Runnable kick;
    private final TransactionOperations transactions;
    private final Subscriptions subscriptions;
    private final JdbcTemplate jdbc;

    DeadLetterReplay(
            DeadLetterStore store,
            Inbox inbox,
            OutboxTable outbox,
            Runnable kick,
            TransactionOperations transactions,
            Subscriptions subscriptions,
            JdbcTemplate jdbc) {
        this.store = store;
        this.inbox = inbox;
        this.outbox = outbox;
        this.kick = kick;
        this.transactions = transactions;
        this.subscriptions = subscriptions;
        this.jdbc = jdbc;
    }

    /**
     * Replays one letter. One that fails again stays parked, with the new error.
     *
     * @return whether it succeeded; false too if it was not parked
     */
    boolean replay(DeadLetter letter) {
        try {
            if (letter.consumer().equals(OutboxTable.CONSUMER)) {
                return sendAgain(letter);
            }
            Consumer<EventEnvelope<?>> target = target(letter.consumer());
            return Boolean.TRUE.equals(transactions.execute(status -> replayLocked(letter, target)));
        } catch (RuntimeException e) {
            if (Failures.isPassing(e)) {
                throw e;
            }
            store.replayFailed(letter.id(), Failures.describe(e));
            return false;
        }
    }

    private boolean sendAgain(DeadLetter letter) {
        boolean taken = Boolean.TRUE.equals(transactions.execute(status -> outbox.takeBack(letter.id())));
        kick.run();
        return taken;
    }

    private boolean replayLocked(DeadLetter letter, Consumer<EventEnvelope<?>> target) {
        byte[] payload = store.lockParked(letter.id()).orElse(null);
        if (payload == null) {
            return false;
        }
        EventEnvelope<?> event = CloudEvents.read(
                        headers(Objects.requireNonNullElse(letter.headers(), Map.of())), payload)
                .orElseThrow(() -> new UnreadableEventException("Type '" + letter.eventType()
                        + "' is unknown to this version. Maybe the service has to be upgraded first?"));
        target.accept(event);
        store.end(letter.id(), DeadLetter.State.REPLAYED);
        return true;
    }

    private Consumer<EventEnvelope<?>> target(String name) {
        Subscription subscription = subscriptions
                .named(name)
                .orElseThrow(() -> new IllegalStateException("There is no consumer '" + name
                        + "' any more. Maybe it was renamed? Discard the letter then."));
        return switch (subscription) {
            case EventSubscription events ->
                event -> {
                    if (inbox.isNew(name, event)) {
                        events.handle(event);
                    }
                };
            case BatchSubscription batches -> event -> batches.handle(List.of(event), jdbc);
        };
    }

    private static RecordHeaders headers(Map<String, String> byName) {
        RecordHeaders headers = new RecordHeaders();
        byName.forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return headers;
    }

    /** Replays the oldest parked letters. */
    Outcome replayAll(List<UUID> ids) {
        int replayed = 0;
        int failed = 0;
        for (UUID id : ids) {
            DeadLetter letter = store.find(id).orElse(null);
            if (letter != null && replay(letter)) {
                replayed++;
            } else {
                failed++;
            }
        }
        return new Outcome(replayed, failed, store.countParked());
    }

    /**
     * What came of a replay of many.
     *
     * @param parked how many are parked now
     */
    record Outcome(int replayed, int failed, long parked) {}
}
