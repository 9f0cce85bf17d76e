package dev.shopkeeper.learning.life;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.ModelPromoted;
import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.starter.job.JobCancelledException;
import dev.shopkeeper.starter.job.JobContext;
import dev.shopkeeper.starter.job.JobFailedException;
import dev.shopkeeper.starter.job.JobHandler;
import dev.shopkeeper.starter.messaging.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Carries a run from its request to its end, in one replica and in a thread of its own: load, split, train, evaluate
 * beside the baseline and the champion, pass the gate or not, refit, promote. What serves is left alone until the last transaction.
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
    private final Incumbents incumbents;
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
        this.incumbents = new Incumbents(registry);
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
        try {
            carry(run, definition, context);
        } catch (JobCancelledException e) {
            training.end(id, RunState.CANCELLED, null);
            throw e;
        } catch (Abandoned e) {
            throw e.reason; // Another replica goes on with the run.
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e; // The service stops; another replica goes on.
            }
            LOG.error("Training run {} of {} failed", id, run.model(), e);
            String error = e instanceof InsufficientDataException
                    ? e.getMessage()
                    : e.getClass().getSimpleName() + ": " + e.getMessage();
            training.end(id, RunState.FAILED, error);
            throw new JobFailedException(String.valueOf(error));
        } finally {
            sample.stop(Timer.builder("shopkeeper.training")
                    .description("Training runs from begin to end")
                    .tag("model", run.model())
                    .tag("state", training.get(id).state())
                    .register(meters));
        }
        return EventJson.mapper()
                .createObjectNode()
                .put("run_id", id.toString())
                .put("state", training.get(id).state());
    }

    private <D, M> void carry(TrainingRun run, ModelDefinition<D, M> definition, JobContext context) {
        UUID id = run.id();
        if (!transacted(() -> runs.start(id, codeCommit, clock.instant()), id)) {
            return;
        }
        TrainingProgress progress = new StoredProgress(id, context);
        Options options = definition.options().with(run.options());
        DataSet<D> data = definition.load(options);
        Split<D> split = definition.split(data.data(), options);
        runs.data(id, data, split.at());
        progress.report(0.1);
        M candidate = definition.train(split.training(), options, run.seed(), progress.part(0.1, 0.6));
        Map<String, Double> figures = definition.evaluate(candidate, split, progress.part(0.6, 0.7));
        Map<String, Double> baseline = definition.evaluateBaseline(split, progress.part(0.7, 0.75));
        Gate.Incumbent incumbent = incumbents.of(definition, split, progress.part(0.75, 0.8));
        Gate.Verdict verdict = definition.gate().judge(figures, baseline, incumbent);
        transacted(() -> runs.evaluated(id, figures, baseline, incumbent, verdict.reason()), id);
        LOG.info("Training run {} of {}: {}", id, run.model(), verdict.reason());
        if (!verdict.passed()) {
            training.end(id, RunState.REJECTED, null);
            return;
        }
        M served = definition.refit(candidate, data.data(), options, run.seed(), progress.part(0.8, 0.98));
        byte[] bytes = definition.save(served);
        progress.report(0.99);
        promote(run, bytes);
        champions.refresh();
    }

    private void promote(TrainingRun run, byte[] bytes) {
        Instant now = clock.instant();
        String hash = Hashes.of(bytes);
        String version = VERSION_TIME.format(now) + "-" + hash.substring(0, HASH_IN_VERSION);
        transactions.executeWithoutResult(status -> {
            String previous = registry.lockChampion(run.model(), now);
            if (!runs.end(run.id(), RunState.CHAMPION, version, null, now)) {
                status.setRollbackOnly(); // Cancelled a moment ago.
                return;
            }
            registry.promote(run.model(), version, run.id(), previous, bytes, now);
            training.announce(run.id());
            outbox.append(
                    new ModelPromoted(
                            run.model(), version, previous.equals(ModelRegistry.NONE) ? null : previous, hash, now),
                    now);
        });
    }

    private boolean transacted(BooleanSupplier change, UUID id) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            boolean changed = change.getAsBoolean();
            if (changed) {
                training.announce(id);
            }
            return changed;
        }));
    }

    /** Passes progress on to the job, and every tenth to the run's row and those who listen. */
    private final class StoredProgress implements TrainingProgress {
        private final UUID id;
        private final JobContext context;
        private double stored;

        StoredProgress(UUID id, JobContext context) {
            this.id = id;
            this.context = context;
        }

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
                transactions.executeWithoutResult(status -> {
                    runs.progress(id, progress);
                    training.announce(id);
                });
            }
        }
    }

    /** The job is no longer ours, or the database is gone: whoever takes it up next begins anew. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient RuntimeException reason;

        Abandoned(RuntimeException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
