package dev.shopkeeper.inventory.imports.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a run keeps how far it is. */
public interface ImportProgress {

    /**
     * Keeps counts, new errors and the place to resume from, in the present transaction.
     *
     * @param items how many items of the file are done
     */
    void save(long items, ImportCounts.Snapshot counts, List<LineError> errors);

    /**
     * Says that the run is alive, and what it waits for.
     *
     * @throws dev.shopkeeper.starter.job.JobCancelledException once it was cancelled
     */
    void alive(@Nullable String waitingFor);
}
