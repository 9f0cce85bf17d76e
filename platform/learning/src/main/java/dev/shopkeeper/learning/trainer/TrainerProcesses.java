package dev.shopkeeper.learning.trainer;

import dev.shopkeeper.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Starts trainers of this application. What the application was given in secret goes to them by their environment, which
 * other users cannot read, and not by their command line. Thread-safe.
 */
public final class TrainerProcesses {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerProcesses.class);
    /** Flags of the service's JVM, which the launcher would add to those of the trainer, and the form of its log. */
    private static final List<String> NOT_INHERITED =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH", "SHOPKEEPER_LOG_FORMAT");

    private final TrainerSettings settings;
    private final ConfigurableEnvironment environment;
    private final List<String> applications;
    private final TrainerCommand command;

    /** @param applications the classes that the context of a trainer is made of, as that of this application is */
    public TrainerProcesses(
            TrainerSettings settings, ConfigurableEnvironment environment, List<Class<?>> applications) {
        if (applications.isEmpty()) {
            throw new IllegalStateException(
                    "No bean is a @SpringBootApplication, so there is nothing to start a trainer of."
                            + " Maybe add one, or set " + TrainerSettings.PREFIX
                            + "enabled to false to train in this JVM?");
        }
        this.settings = settings;
        this.environment = environment;
        this.applications = applications.stream().map(Class::getName).toList();
        this.command = new TrainerCommand(settings);
    }

    /**
     * Starts a trainer.
     *
     * @param main its class, whose arguments are the run and the classes of the application
     * @throws UncheckedIOException if the system does not let it start
     */
    public TrainerProcess start(UUID run, Class<?> main) {
        TrainerFolder folder = TrainerFolder.create();
        try {
            List<String> arguments = new ArrayList<>(List.of(run.toString()));
            arguments.addAll(applications);
            ProcessBuilder builder = new ProcessBuilder(command.words(folder.path(), main, arguments));
            adjust(builder.environment(), folder);
            Process process = builder.start();
            process.getOutputStream().close();
            LOG.info("Run {} trains in process {} with {} of heap", run, process.pid(), settings.heapInWords());
            return new TrainerProcess(process, folder, settings, run.toString());
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException(
                    "A trainer cannot be started. Maybe the limit of processes or memory is reached?", e);
        }
    }

    private void adjust(Map<String, String> variables, TrainerFolder folder) {
        NOT_INHERITED.forEach(variables::remove);
        variables.put(
                "SPRING_APPLICATION_JSON", EventJson.mapper().writeValueAsString(TrainerProperties.given(environment)));
        variables.put(
                "SHOPKEEPER_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
        // Native libraries read it once, from the environment alone.
        variables.put("OMP_NUM_THREADS", Integer.toString(settings.threads()));
        variables.put("TMPDIR", folder.path().toString());
    }
}
