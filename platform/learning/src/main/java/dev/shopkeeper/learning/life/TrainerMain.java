package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.life.TrainerMessage.ModelFile;
import dev.shopkeeper.learning.trainer.ParentChannel;
import dev.shopkeeper.learning.trainer.TrainerContext;
import dev.shopkeeper.learning.trainer.TrainerEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The program of a trainer's process. It does the work of one run and tells the service that started it of each step; it
 * writes nothing to the database, so that nothing of a run that was given up can be stored.
 */
public final class TrainerMain {

    private static final String FILE = "model";

    private TrainerMain() {}

    /** @param arguments the id of the run, then the names of the classes that the application's context is made of */
    public static void main(String[] arguments) {
        ParentChannel parent = ParentChannel.open();
        int code = TrainerEnd.FAILED;
        try {
            train(UUID.fromString(arguments[0]), List.of(arguments).subList(1, arguments.length), parent);
            code = TrainerEnd.DONE;
        } catch (InsufficientDataException e) {
            parent.tell(TrainerMessage.of(e).line());
        } catch (OutOfMemoryError e) {
            // Those of native libraries, for which the JVM does not end by itself.
            System.err.println(e);
            Runtime.getRuntime().halt(TrainerEnd.OUT_OF_MEMORY);
        } catch (Throwable e) {
            logger().error("The work failed", e);
            parent.tell(TrainerMessage.ofFailure(TrainingJob.inWords(e)).line());
        } finally {
            // Threads of libraries are no reason to stay.
            System.exit(code);
        }
    }

    /** Only now: a logger that is asked for earlier would print to where the parent listens. */
    private static Logger logger() {
        return LoggerFactory.getLogger(TrainerMain.class);
    }

    private static void train(UUID id, List<String> applications, ParentChannel parent) throws ClassNotFoundException {
        try (ConfigurableApplicationContext context = TrainerContext.start(applications)) {
            TrainingRun run = context.getBean(TrainingRuns.class)
                    .find(id)
                    .orElseThrow(() -> new IllegalStateException("There is no run " + id));
            ModelDefinition<?, ?> definition =
                    context.getBean(Definitions.class).get(run.model());
            new LocalTrainer(context.getBean(ModelRegistry.class)).train(run, definition, new ToldSteps(parent));
        }
    }

    /** Tells of every step; of progress ten times a second at most. */
    private static final class ToldSteps implements TrainingSteps {
        private static final long RARELY = Duration.ofMillis(100).toNanos();

        private final ParentChannel parent;
        private long lastTold = System.nanoTime() - RARELY;

        ToldSteps(ParentChannel parent) {
            this.parent = parent;
        }

        @Override
        public boolean started() {
            return true; // Otherwise this process would not have been started.
        }

        @Override
        public synchronized void report(double fraction) {
            if (System.nanoTime() - lastTold >= RARELY) {
                parent.tell(TrainerMessage.of(Math.clamp(fraction, 0, 1)).line());
                lastTold = System.nanoTime();
            }
        }

        @Override
        public void data(TrainingData data) {
            parent.tell(TrainerMessage.of(data).line());
        }

        @Override
        public void evaluated(Evaluation evaluation) {
            parent.tell(TrainerMessage.of(evaluation).line());
        }

        @Override
        public void fitted(byte[] model) {
            try {
                Files.write(Path.of(System.getProperty("java.io.tmpdir"), FILE), model);
            } catch (IOException e) {
                throw new UncheckedIOException("The model cannot be handed over. Maybe the disk is full?", e);
            }
            parent.tell(TrainerMessage.of(new ModelFile(FILE, Hashes.of(model))).line());
        }
    }
}
