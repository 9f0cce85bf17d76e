package dev.shopkeeper.recommendation.status;

import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.index.IndexFollower;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.interaction.InteractionLog;
import dev.shopkeeper.recommendation.ranking.RankerSource;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rows, sizes and lag of this replica. */
@RestController
class StatusController {

    private static final int COUNTED = 100_000;

    private final InteractionLog log;
    private final IndexFollower follower;
    private final ServingIndex index;
    private final Catalogue catalogue;
    private final RankerSource rankers;

    StatusController(
            InteractionLog log, IndexFollower follower, ServingIndex index, Catalogue catalogue, RankerSource rankers) {
        this.log = log;
        this.follower = follower;
        this.index = index;
        this.catalogue = catalogue;
        this.rankers = rankers;
    }

    @GetMapping("/admin/v1/recommendation/status")
    @Operation(operationId = "recommendationStatus", summary = "Rows, index sizes and lag of the replica that answers")
    Status status() {
        InteractionLog.Cursor cursor = follower.cursor();
        ServingIndex.Size size = index.size();
        RankerSource.Current current = rankers.current();
        return new Status(
                follower.built(),
                follower.reachable(),
                log.estimatedRows(),
                size.rows(),
                log.lag(cursor, COUNTED),
                cursor.transaction(),
                size.items(),
                size.pairs(),
                size.contexts(),
                size.exact(),
                catalogue.size(),
                current.model(),
                current.version());
    }

    /**
     * The state of a replica.
     *
     * @param indexBuilt whether what was stored at start has been read
     * @param databaseReachable whether the last read succeeded
     * @param interactionsEstimated rows of the log by the database's statistics
     * @param interactionsIndexed rows read into memory
     * @param lag rows stored and not yet read, counted up to 100,000
     * @param cursorTransaction the PostgreSQL transaction up to which was read
     * @param exact whether no pair was dropped for memory
     */
    record Status(
            boolean indexBuilt,
            boolean databaseReachable,
            long interactionsEstimated,
            long interactionsIndexed,
            long lag,
            String cursorTransaction,
            int items,
            int pairs,
            int contexts,
            boolean exact,
            int catalogueItems,
            String model,
            String modelVersion) {}
}
