package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.Progress;
import dev.shopkeeper.local.StackHome;
import dev.shopkeeper.local.cli.TrainingClient.Model;
import dev.shopkeeper.local.cli.TrainingClient.Models;
import dev.shopkeeper.local.kafka.ConsumerLag;
import dev.shopkeeper.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Trains the models that have no champion on what the demo shop has told, once, so that a first start decides with models
 * and not with fallbacks. Whatever goes wrong is said, and the platform goes on. For one thread.
 */
final class FirstTraining {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    /** What one service has taken in it may have to tell another: the queues have to be empty for some moments. */
    private static final int CALM_LOOKS = 4;

    private final TrainingClient training;
    private final Supplier<Optional<Map<String, Long>>> lags;
    private final Progress progress;
    private final BooleanSupplier stopping;
    private final Duration longestWait;
    private Instant nextLine = Instant.EPOCH;

    /**
     * A training to come.
     *
     * @param lags how many events each consumer group has yet to take in; empty while nobody knows
     * @param stopping whether the stack is being stopped, from when on nothing that fails is worth a word
     */
    FirstTraining(
            TrainingClient training,
            Supplier<Optional<Map<String, Long>>> lags,
            Progress progress,
            BooleanSupplier stopping,
            Duration longestWait) {
        this.training = training;
        this.lags = lags;
        this.progress = progress;
        this.stopping = stopping;
        this.longestWait = longestWait;
    }

    /** Trains if the demo shop is loaded, all applications run, and this was not done before. */
    static void runOnce(LocalStack stack, Progress progress, BooleanSupplier stopping) {
        StackHome home = stack.options().home();
        if (!Files.exists(home.demoMarker())
                || Files.exists(home.trainedMarker())
                || stack.options().applications().size() < Application.values().length) {
            return;
        }
        FirstTraining first = new FirstTraining(
                new TrainingClient(
                        PlatformClient.of(stack.gateway(), stack.keys().admin())),
                () -> ConsumerLag.byGroup(stack.bootstrapServers()),
                progress,
                stopping,
                LONGEST_WAIT);
        if (!first.run()) {
            return;
        }
        try {
            Files.createFile(home.trainedMarker());
        } catch (IOException e) {
            throw new LocalStackException("Cannot write " + home.trainedMarker() + ": " + e.getMessage(), e);
        }
    }

    /** Whether every model has a champion, or an answer why not. */
    boolean run() {
        progress.say("Training the models on the demo shop's history (once; --no-train leaves it out)."
                + " The platform can be used meanwhile.");
        try {
            awaitHistory();
            Models models = training.models();
            boolean answered = models.unanswered().isEmpty();
            models.unanswered().forEach((service, why) -> warn(service + " cannot be asked for its models: " + why));
            for (Model model : models.all()) {
                if (!model.served() && !stopping.getAsBoolean()) {
                    answered &= train(model);
                }
            }
            if (answered && !stopping.getAsBoolean()) {
                progress.say("The models are trained.");
                return true;
            }
            warn("Not all models could be trained. The platform runs; ./shop train all tries again, as does the next"
                    + " ./shop up.");
        } catch (RefusedException | UnreachableException e) {
            warn("The models could not be trained: " + e.getMessage() + " Maybe try ./shop train all later.");
        }
        return false;
    }

    private boolean train(Model model) {
        TrainingOutcome outcome = training.train(model, null, true, text -> sayNowAndThen(model.name() + "  " + text));
        if (outcome.hasFailed()) {
            warn(outcome.line());
        } else {
            progress.say(outcome.line());
        }
        return !outcome.hasFailed();
    }

    /** A history that is still on its way would be learned from in part. */
    private void awaitHistory() {
        Instant end = Instant.now().plus(longestWait);
        int calm = 0;
        while (calm < CALM_LOOKS && !stopping.getAsBoolean()) {
            Optional<Map<String, Long>> known = lags.get();
            long waiting = known.orElse(Map.of()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            calm = known.isPresent() && waiting == 0 ? calm + 1 : 0;
            if (calm == 0) {
                String text = known.isPresent()
                        ? String.format(Locale.ROOT, "%,d events are still to be taken in", waiting)
                        : "Kafka does not say how many events are still to be taken in";
                if (Instant.now().isAfter(end)) {
                    warn(text + "; training on what is there");
                    return;
                }
                sayNowAndThen(text);
            }
            ProgressLine.pause();
        }
    }

    private void sayNowAndThen(String message) {
        Instant now = Instant.now();
        if (!now.isBefore(nextLine)) {
            nextLine = now.plus(BETWEEN_LINES);
            progress.say(message);
        }
    }

    private void warn(String message) {
        if (!stopping.getAsBoolean()) {
            progress.warn(message);
        }
    }
}
