package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.trainer.TrainerEnd;
import dev.shopkeeper.learning.trainer.TrainerProcess;
import dev.shopkeeper.learning.trainer.TrainerProcesses;
import dev.shopkeeper.starter.job.JobFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Trains in a JVM of its own, which tells this one how far it is and leaves the model in a file. One at a time: memory is
 * set aside for one. Nothing is believed of a run whose process did not end as it should.
 */
final class ProcessTrainer implements Trainer {

    /** How long it may take until a cancellation is heard and the lease is renewed. */
    private static final Duration BEAT = Duration.ofMillis(500);

    private final TrainerProcesses processes;
    private final Semaphore room = new Semaphore(1, true);

    ProcessTrainer(TrainerProcesses processes) {
        this.processes = processes;
    }

    @Override
    public void train(TrainingRun run, ModelDefinition<?, ?> definition, TrainingSteps steps) {
        try {
            while (!room.tryAcquire(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                steps.report(0);
            }
            try {
                if (steps.started()) {
                    supervise(run, steps);
                }
            } finally {
                room.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while run " + run.id() + " is trained", e);
        }
    }

    private void supervise(TrainingRun run, TrainingSteps steps) throws InterruptedException {
        try (TrainerProcess process = processes.start(run.id(), TrainerMain.class)) {
            Told told = new Told(steps);
            while (!process.isOver()) {
                String line = process.next(BEAT);
                if (line == null) {
                    steps.report(told.progress);
                } else {
                    told.take(TrainerMessage.read(line));
                }
            }
            conclude(process, told, steps);
        }
    }

    private static void conclude(TrainerProcess process, Told told, TrainingSteps steps) {
        if (told.insufficientData != null && process.exitCode() == TrainerEnd.FAILED) {
            throw new InsufficientDataException(told.insufficientData);
        }
        if (told.failure != null && process.exitCode() == TrainerEnd.FAILED) {
            throw new JobFailedException(told.failure);
        }
        Evaluation evaluation = told.evaluation;
        if (process.exitCode() != TrainerEnd.DONE || evaluation == null) {
            throw new JobFailedException(process.endInWords());
        }
        if (!evaluation.verdict().passed()) {
            return;
        }
        if (told.model == null) {
            throw new JobFailedException(process.endInWords());
        }
        steps.fitted(bytes(process, told.model));
    }

    private static byte[] bytes(TrainerProcess process, TrainerMessage.ModelFile file) {
        try {
            byte[] bytes = Files.readAllBytes(process.folder().resolve(file.name()));
            String hash = Hashes.of(bytes);
            if (!hash.equals(file.hash())) {
                throw new JobFailedException("The trainer (process " + process.pid() + ") left a model that hashes to "
                        + hash + " and not to " + file.hash() + ". Maybe its disk is broken?");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("The model that the trainer left cannot be read", e);
        }
    }

    /** What the trainer has told so far. */
    private static final class Told {
        private final TrainingSteps steps;
        private double progress;
        private @Nullable Evaluation evaluation;
        private TrainerMessage.@Nullable ModelFile model;
        private @Nullable String insufficientData;
        private @Nullable String failure;

        Told(TrainingSteps steps) {
            this.steps = steps;
        }

        void take(TrainerMessage message) {
            if (message.progress() != null) {
                progress = message.progress();
                steps.report(progress);
            } else if (message.data() != null) {
                steps.data(message.data());
            } else if (message.evaluation() != null) {
                evaluation = message.evaluation();
                steps.evaluated(evaluation);
            } else if (message.model() != null) {
                model = message.model();
            } else if (message.insufficientData() != null) {
                insufficientData = message.insufficientData();
            } else {
                failure = message.failure();
            }
        }
    }
}
