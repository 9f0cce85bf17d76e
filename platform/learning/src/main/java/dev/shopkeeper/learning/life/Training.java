package dev.shopkeeper.learning.life;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.TrainingChanged;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Options.InvalidOptionException;
import dev.shopkeeper.starter.job.Job;
import dev.shopkeeper.starter.job.JobState;
import dev.shopkeeper.starter.job.Jobs;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks for runs and stops them. A model has at most one run that is not at its end; the database sees to that. */
public class Training {

    /** The seed of a run that names none: the same data then gives the same model. */
    static final long DEFAULT_SEED = 20_260_101;

    private final Definitions definitions;
    private final TrainingRuns runs;
    private final Jobs jobs;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    Training(
            Definitions definitions,
            TrainingRuns runs,
            Jobs jobs,
            Outbox outbox,
            TransactionTemplate transactions,
            Clock clock) {
        this.definitions = definitions;
        this.runs = runs;
        this.jobs = jobs;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Asks for a run.
     *
     * @param overrides options that differ from the defaults
     * @param commandId identity of the command; the same one asks for the same run however often it is heard
     * @throws ProblemException 404 for an unknown model, 400 for an unknown option, 409 while another run is active
     */
    public TrainingRun request(
            String model,
            @Nullable Long seed,
            Map<String, String> overrides,
            @Nullable String requestedBy,
            @Nullable String commandId) {
        Map<String, String> options = options(definitions.get(model), overrides);
        reconcile();
        return transacted(() -> insert(model, seed, options, requestedBy, commandId)
                .orElseThrow(() -> ProblemException.conflict(
                        "training-in-progress",
                        "Model '" + model + "' is being trained by run "
                                + runs.active(model)
                                        .map(run -> run.id().toString())
                                        .orElse("?")
                                + ".",
                        "Wait for it, or cancel it first.")));
    }

    /** As {@link #request}, for those who cannot be answered: a run that cannot begin is stored as failed. */
    void requestOrFail(
            String model,
            @Nullable Long seed,
            Map<String, String> overrides,
            @Nullable String requestedBy,
            String commandId) {
        try {
            request(model, seed, overrides, requestedBy, commandId);
        } catch (ProblemException e) {
            String detail = e.violations().stream()
                    .map(violation -> violation.name() + ": " + violation.message())
                    .reduce(e.getMessage(), (text, violation) -> text + " " + violation);
            transacted(() -> {
                UUID id = ids.generate();
                if (runs.insert(
                        id,
                        model,
                        RunState.FAILED,
                        seed == null ? DEFAULT_SEED : seed,
                        overrides,
                        requestedBy,
                        commandId,
                        detail,
                        clock.instant())) {
                    announce(id);
                }
                return id;
            });
        }
    }

    /**
     * Asks a run to stop; one that has not begun stops at once.
     *
     * @throws ProblemException 404 for an unknown run, 409 for one that is at its end
     */
    public TrainingRun cancel(UUID id) {
        TrainingRun run = get(id);
        if (run.runState().isFinal()) {
            throw ProblemException.conflict(
                    "run-ended", "Run " + id + " is " + run.state() + " and cannot be cancelled.", null);
        }
        UUID jobId = run.jobId();
        if (jobId != null) {
            settle(run, jobs.cancel(jobId));
        }
        return get(id);
    }

    /** Brings runs whose job ended without a word, with the process it ran in, to their end. */
    void reconcile() {
        for (TrainingRun run : runs.active()) {
            UUID jobId = run.jobId();
            if (jobId != null) {
                settle(run, jobs.find(jobId));
            }
        }
    }

    /** Tells of a run as it stands; in the transaction that changed it. */
    void announce(UUID id) {
        TrainingRun run = get(id);
        outbox.append(
                new TrainingChanged(
                        run.model(),
                        run.id().toString(),
                        run.state(),
                        run.progress(),
                        run.metrics(),
                        run.baselineMetrics(),
                        run.error(),
                        clock.instant(),
                        run.commandId()),
                clock.instant());
    }

    TrainingRun get(UUID id) {
        return runs.find(id).orElseThrow(() -> ProblemException.notFound("training run", id.toString()));
    }

    private void settle(TrainingRun run, Optional<Job> job) {
        JobState state = job.map(Job::state).orElse(JobState.FAILED);
        if (state == JobState.CANCELLED) {
            end(run.id(), RunState.CANCELLED, null);
        } else if (state == JobState.FAILED) {
            end(run.id(), RunState.FAILED, job.map(Job::error).orElse("The job of this run is gone."));
        }
    }

    void end(UUID id, RunState state, @Nullable String error) {
        transacted(() -> {
            if (runs.end(id, state, null, error, clock.instant())) {
                announce(id);
            }
            return id;
        });
    }

    private Optional<TrainingRun> insert(
            String model,
            @Nullable Long seed,
            Map<String, String> options,
            @Nullable String requestedBy,
            @Nullable String commandId) {
        if (commandId != null) {
            Optional<TrainingRun> known = runs.ofCommand(model, commandId);
            if (known.isPresent()) {
                return known;
            }
        }
        UUID id = ids.generate();
        long chosen = seed == null ? DEFAULT_SEED : seed;
        if (!runs.insert(
                id, model, RunState.REQUESTED, chosen, options, requestedBy, commandId, null, clock.instant())) {
            return commandId == null ? Optional.empty() : runs.ofCommand(model, commandId);
        }
        Job job = jobs.submit(
                TrainingJob.KIND,
                EventJson.mapper()
                        .createObjectNode()
                        .put("run_id", id.toString())
                        .put("model", model));
        runs.job(id, job.id());
        announce(id);
        return runs.find(id);
    }

    private static Map<String, String> options(ModelDefinition<?, ?> definition, Map<String, String> overrides) {
        try {
            Options options = definition.options().with(overrides);
            definition.check(options);
            return options.asMap();
        } catch (InvalidOptionException e) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-request",
                    "The request has invalid options.",
                    List.of(new Violation("options." + e.name(), e.value(), e.fault())),
                    null);
        }
    }

    private <T> T transacted(Supplier<T> work) {
        T result = transactions.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("A transaction gave no result");
        }
        return result;
    }
}
