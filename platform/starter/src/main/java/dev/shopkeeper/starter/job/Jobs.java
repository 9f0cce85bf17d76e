package dev.shopkeeper.starter.job;

import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Submits and looks up jobs. Jobs are rows; any replica may run them. */
public interface Jobs {

    /** Stores a job to be run soon; joins the current transaction. */
    Job submit(String kind, JsonNode input);

    Optional<Job> find(UUID id);

    /** Asks a job to stop; a queued one is cancelled at once. Returns its state after the call. */
    Optional<Job> cancel(UUID id);
}
