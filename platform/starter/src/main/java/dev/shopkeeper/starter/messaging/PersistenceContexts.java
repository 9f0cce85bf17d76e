package dev.shopkeeper.starter.messaging;

/**
 * What an object-relational mapper remembers in a transaction of several events. Each event is to begin as if it were
 * alone: it sees what the one before wrote, by whatever way, and what is remembered does not grow.
 */
@FunctionalInterface
interface PersistenceContexts {

    /** For services without such a mapper. */
    PersistenceContexts NONE = () -> {};

    /** Writes what is pending and forgets what was read. */
    void endOfEvent();
}
