package dev.shopkeeper.learning.life;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.ModelPromoted;
import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.starter.job.JobCancelledException;
import dev.shopkeeper.starter.job.JobContext;
import dev.shopkeeper.starter.job.JobFailedException;
import dev.shopkeeper.starter.job.JobHandler;
import dev.shopkeeper.starter.job.LeaseLostException;
import dev.shopkeeper.starter.messaging.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Carries a run from its request to its end, in one replica: lets a {@link Trainer} do the work and stores what it tells.
 * Every transaction that does first makes sure that this attempt still has the job, so of two replicas that both take a run
 * for theirs only one writes. What serves is left alone until the last of these transactions, which stores the model,
 * makes it the champion and ends the run, all at once.
 */
final class TrainingJob implements JobHandler {

    static final String KIND = "training";

    private static final Logger LOG = LoggerFactory.getLogger(TrainingJob.class);
    private static final DateTimeFormatter VERSION_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int HASH_IN_VERSION = 8;

    private final Definitions definitions;
    private final TrainingRuns runs;
    private final ModelRegistry registry;
    private final Trainer trainer;
    private final Training training;
    private final Champions champions;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final MeterRegistry meters;
    private final String codeCommit;

    TrainingJob(
            Definitions definitions,
            TrainingRuns runs,
            ModelRegistry registry,
            Trainer trainer,
            Training training,
            Champions champions,
            Outbox outbox,
            TransactionTemplate transactions,
            Clock clock,
            MeterRegistry meters,
            String codeCommit) {
        this.definitions = definitions;
        this.runs = runs;
        this.registry = registry;
        this.trainer = trainer;
        this.training = training;
        this.champions = champions;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
        this.meters = meters;
        this.codeCommit = codeCommit;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public @Nullable JsonNode run(JobContext context) {
        UUID id = UUID.fromString(context.input().path("run_id").stringValue());
        TrainingRun run = training.get(id);
        if (run.runState().isFinal()) {
            return null;
        }
        ModelDefinition<?, ?> definition = definitions
                .find(run.model())
                .orElseThrow(() -> new JobFailedException("There is no model '" + run.model() + "' any more."));
        Timer.Sample sample = Timer.start(meters);
        String outcome = "abandoned";
        try {
            outcome = attempt(run, definition, context);
        } catch (LeaseLostException e) {
            throw e; // Another replica goes on with the run.
        } catch (JobCancelledException e) {
            training.end(id, RunState.CANCELLED, null);
            outcome = RunState.CANCELLED.wireName();
            throw e;
        } catch (JobFailedException e) {
            outcome = RunState.FAILED.wireName();
            throw e;
        } finally {
            sample.stop(Timer.builder("shopkeeper.training")
                    .description("Training runs from begin to end")
                    .tag("model", run.model())
                    .tag("state", outcome)
                    .register(meters));
        }
        return EventJson.mapper()
                .createObjectNode()
                .put("run_id", id.toString())
                .put("state", outcome);
    }

    /** Where the run stands at its end. */
    private String attempt(TrainingRun run, ModelDefinition<?, ?> definition, JobContext context) {
        StoredSteps steps = new StoredSteps(run, context);
        try {
            trainer.train(run, definition, steps);
            steps.end();
        } catch (JobCancelledException e) {
            throw e;
        } catch (Abandoned e) {
            throw e.reason; // Another replica goes on with the run.
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e; // The service stops; another replica goes on.
            }
            String error = inWords(e);
            if (e instanceof InsufficientDataException) {
                LOG.warn("Training run {} of {} has too little data: {}", run.id(), run.model(), error);
                steps.fail(error, TrainingRun.INSUFFICIENT_DATA);
                throw new JobFailedException(error);
            }
            if (e instanceof JobFailedException) {
                LOG.error("Training run {} of {} failed: {}", run.id(), run.model(), error);
            } else {
                LOG.error("Training run {} of {} failed", run.id(), run.model(), e);
            }
            steps.fail(error, null);
            throw new JobFailedException(error);
        }
        champions.refresh();
        return training.get(run.id()).state();
    }

    /** As a failed run says it. */
    static String inWords(Throwable failure) {
        boolean speaksForItself = failure instanceof InsufficientDataException || failure instanceof JobFailedException;
        String message = failure.getMessage();
        return speaksForItself && message != null ? message : failure.getClass().getSimpleName() + ": " + message;
    }

    /** Stores every step that the attempt comes to while it has the job, and tells those who listen. */
    private final class StoredSteps implements TrainingSteps {
        private final TrainingRun run;
        private final JobContext context;
        private double stored;
        private boolean rejected;
        private String verdict = "";

        StoredSteps(TrainingRun run, JobContext context) {
            this.run = run;
            this.context = context;
        }

        @Override
        public boolean started() {
            return change(() -> runs.start(run.id(), codeCommit, clock.instant()));
        }

        @Override
        public void data(TrainingData data) {
            transactions.executeWithoutResult(status -> {
                context.hold();
                runs.data(run.id(), data);
            });
        }

        /** Passes progress on to the job, and every tenth to the run's row and those who listen. */
        @Override
        public void report(double fraction) {
            double progress = Math.clamp(fraction, 0, 1);
            try {
                context.progress(progress);
            } catch (JobCancelledException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new Abandoned(e);
            }
            if (progress - stored >= 0.1) {
                stored = progress;
                change(() -> {
                    runs.progress(run.id(), progress);
                    return true;
                });
            }
        }

        @Override
        public void evaluated(Evaluation evaluation) {
            rejected = !evaluation.verdict().passed();
            verdict = evaluation.verdict().reason();
            change(() -> runs.evaluated(run.id(), evaluation));
            LOG.info(
                    "Training run {} of {}: {}",
                    run.id(),
                    run.model(),
                    evaluation.verdict().reason());
        }

        @Override
        public void fitted(byte[] model) {
            Instant now = clock.instant();
            String hash = Hashes.of(model);
            String version = VERSION_TIME.format(now) + "-" + hash.substring(0, HASH_IN_VERSION);
            transactions.executeWithoutResult(status -> {
                context.hold();
                String previous = registry.lockChampion(run.model(), now);
                if (registry.find(run.model(), previous)
                        .filter(champion -> champion.contentHash().equals(hash))
                        .isPresent()) {
                    unchanged(previous, now);
                    return;
                }
                if (!runs.end(run.id(), RunState.CHAMPION, version, null, now)) {
                    status.setRollbackOnly(); // Cancelled a moment ago.
                    return;
                }
                registry.promote(run.model(), version, run.id(), previous, model, now);
                training.announce(run.id());
                outbox.append(
                        new ModelPromoted(
                                run.model(), version, previous.equals(ModelRegistry.NONE) ? null : previous, hash, now),
                        now);
            });
        }

        /** A second version of the same bytes would look new, and a rollback from it would change nothing. */
        private void unchanged(String champion, Instant now) {
            if (runs.end(run.id(), RunState.REJECTED, null, null, now)) {
                runs.verdict(
                        run.id(),
                        verdict + "; but what was fitted is the champion " + champion
                                + " to the byte: rejected, nothing new was learned");
                training.announce(run.id());
            }
        }

        /** The work is done. */
        void end() {
            if (rejected) {
                change(() -> runs.end(run.id(), RunState.REJECTED, null, null, clock.instant()));
            }
        }

        void fail(String error, @Nullable String errorCode) {
            change(() -> runs.fail(run.id(), error, errorCode, clock.instant()));
        }

        private boolean change(BooleanSupplier change) {
            return Boolean.TRUE.equals(transactions.execute(status -> {
                context.hold();
                boolean changed = change.getAsBoolean();
                if (changed) {
                    training.announce(run.id());
                }
                return changed;
            }));
        }
    }

    /** The database is gone: whoever takes the job up next begins anew. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient RuntimeException reason;

        Abandoned(RuntimeException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
