package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.EventEnvelope;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Handles events of one {@link EventSubscription} in one transaction: their inbox rows, in one statement, then what prepares
 * those that are new, then their effects, in their order.
 */
final class EventTransactions {

    /**
     * How long a transaction of several events waits for a lock once it is prepared: what is locked then comes in the
     * order of the events. It holds many locks, so it is the one to give way, and
     * mostly does so before PostgreSQL looks for a deadlock (a second) and picks a victim, who might be a user's request.
     */
    private static final String GIVE_WAY = "set local lock_timeout = '500ms'";

    private final JdbcTemplate jdbc;
    private final BatchInbox inbox;
    private final TransactionOperations transactions;
    private final PersistenceContexts contexts;

    EventTransactions(
            JdbcTemplate jdbc, String consumer, TransactionOperations transactions, PersistenceContexts contexts) {
        this.jdbc = jdbc;
        this.inbox = new BatchInbox(jdbc, consumer);
        this.transactions = transactions;
        this.contexts = contexts;
    }

    /** Returns how many of the events were new; they were prepared together, and the effect was run on each of them. */
    int handle(
            List<EventEnvelope<?>> events,
            Consumer<List<EventEnvelope<?>>> preparation,
            Consumer<EventEnvelope<?>> effect) {
        if (events.isEmpty()) {
            return 0;
        }
        Integer handled = transactions.execute(status -> {
            List<EventEnvelope<?>> unseen = inbox.unseen(events);
            if (unseen.size() > 1) {
                preparation.accept(unseen);
                jdbc.execute(GIVE_WAY);
            }
            for (EventEnvelope<?> event : unseen) {
                effect.accept(event);
                contexts.endOfEvent();
            }
            return unseen.size();
        });
        return handled == null ? 0 : handled;
    }
}
