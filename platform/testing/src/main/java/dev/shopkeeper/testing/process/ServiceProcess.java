package dev.shopkeeper.testing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.testing.TestTokens;
import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.infrastructure.PlatformServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service in a process of its own, with the class path, the database and the Kafka of the test that starts it, to be killed at
 * the worst moment. It hears no events: those are the test's own.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration STARTED = Duration.ofMinutes(4);

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final Path log;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a service; it is ready some time later.
     *
     * @param application the class with its main method
     * @param folder where its log goes
     * @param arguments settings beside those of every test, {@code --name=value}
     */
    public static ServiceProcess start(Class<?> application, Database database, Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-cp",
                System.getProperty("java.class.path"),
                application.getName(),
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.kafka.bootstrap-servers=" + PlatformServers.kafka().bootstrapServers(),
                "--shopkeeper.security.internal-secret=" + TestTokens.SECRET,
                "--shopkeeper.messaging.consumers-enabled=false"));
        command.addAll(List.of(arguments));
        try {
            Path log = Files.createTempFile(folder, application.getSimpleName(), ".log");
            return new ServiceProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for what the service does; fails with its log where it ends before. */
    public void awaitWhileItRuns(Callable<Boolean> condition) {
        await().atMost(STARTED)
                .pollInterval(Duration.ofMillis(20))
                .failFast(() -> assertThat(process.isAlive()).as(this::said).isTrue())
                .until(condition);
    }

    /** Waits until it takes requests, and answers where; fails with its log where it ends before. */
    public String awaitUrl() {
        awaitWhileItRuns(() -> PORT.matcher(said()).find());
        Matcher port = PORT.matcher(said());
        assertThat(port.find()).isTrue();
        return "http://127.0.0.1:" + port.group(1);
    }

    /** As by {@code kill -9}; it has ended when this returns. */
    public void kill() {
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
