package dev.shopkeeper.starter.messaging;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** How many events wait in the outbox, for the gauge; not a number while the database cannot say. */
final class OutboxDepth {

    private OutboxDepth() {}

    static double of(JdbcClient jdbc) {
        try {
            return jdbc.sql("select count(*) from outbox").query(Long.class).single();
        } catch (DataAccessException | TransactionException e) {
            return Double.NaN;
        }
    }
}
