package dev.shopkeeper.starter.job;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;

/** Jobs as rows of the service's database. */
final class JdbcJobs implements Jobs {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final JobStore store;
    private final Supplier<Set<String>> kinds;
    private final Supplier<JobRunner> runner;

    JdbcJobs(JobStore store, Supplier<Set<String>> kinds, Supplier<JobRunner> runner) {
        this.store = store;
        this.kinds = kinds;
        this.runner = runner;
    }

    @Override
    public Job submit(String kind, JsonNode input) {
        if (!kinds.get().contains(kind)) {
            throw new IllegalArgumentException("There is no handler for jobs of kind '" + kind + "'; there are "
                    + List.copyOf(kinds.get()) + ". Maybe its JobHandler is no bean?");
        }
        Job job = store.insert(IDS.generate(), kind, input);
        kickAfterCommit();
        return job;
    }

    private void kickAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            runner.get().kick();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                runner.get().kick();
            }
        });
    }

    @Override
    public Optional<Job> find(UUID id) {
        return store.find(id);
    }

    @Override
    public Optional<Job> cancel(UUID id) {
        store.cancel(id);
        return store.find(id);
    }
}
