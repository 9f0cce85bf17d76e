package dev.shopkeeper.starter.messaging;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;

/** Flushes and clears the persistence context of the current transaction. */
final class JpaPersistenceContexts implements PersistenceContexts {

    private final EntityManagerFactory factory;

    JpaPersistenceContexts(EntityManagerFactory factory) {
        this.factory = factory;
    }

    @Override
    public void endOfEvent() {
        EntityManager context = EntityManagerFactoryUtils.getTransactionalEntityManager(factory);
        if (context != null) {
            context.flush();
            context.clear();
        }
    }
}
