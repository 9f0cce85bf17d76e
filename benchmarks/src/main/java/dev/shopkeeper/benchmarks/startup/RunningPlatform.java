package dev.shopkeeper.benchmarks.startup;

import dev.shopkeeper.benchmarks.platform.ProcessStat;
import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A platform that {@code ./shop up} of some checkout runs, looked at from outside. */
public final class RunningPlatform {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Process launcher;
    private final List<HttpRequest> health;

    private RunningPlatform(Process launcher, Ports ports) {
        this.launcher = launcher;
        this.health = Arrays.stream(Application.values())
                .map(each -> URI.create("http://127.0.0.1:" + ports.of(each) + "/actuator/health/readiness"))
                .map(address -> HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(2))
                        .build())
                .toList();
    }

    /** Runs the command, without a build, the demo shop and AOT caches; {@link #stop} is for the caller to arrange. */
    public static RunningPlatform start(Path checkout, Path home, Path log, int offset) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        checkout.resolve("shop").toString(),
                        "--no-build",
                        "up",
                        "--no-demo",
                        "--no-warm",
                        "--no-restart",
                        "--port-offset",
                        Integer.toString(offset))
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().put("SHOPKEEPER_HOME", home.toString());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().keySet().removeIf(name -> name.startsWith("SHOPKEEPER_PORT_"));
        return new RunningPlatform(command.start(), Ports.offsetBy(offset));
    }

    /**
     * Returns as soon as all applications say that they are ready.
     *
     * @throws IllegalStateException if the command ends before, or after ten minutes
     */
    public void awaitReady() throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (HttpRequest each : health) {
                while (!isReady(client, each)) {
                    if (!launcher.isAlive()) {
                        throw new IllegalStateException("It ended with code " + launcher.exitValue());
                    }
                    if (Instant.now().isAfter(deadline)) {
                        throw new IllegalStateException("It was not ready after " + PATIENCE.toMinutes() + " minutes");
                    }
                    Thread.sleep(Duration.ofMillis(100));
                }
            }
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens there yet
        }
    }

    /** The launcher, PostgreSQL, Kafka, the applications and whatever these have started. */
    public List<ProcessStat> processes() throws IOException {
        return ProcessStat.tree(launcher.pid(), ProcessStat.all());
    }

    /** Ends it as Ctrl-C does, and by force what is left of it after a minute. No effect once it has ended. */
    public void stop() throws InterruptedException {
        List<ProcessHandle> below = launcher.descendants().toList();
        launcher.destroy();
        if (!launcher.waitFor(1, TimeUnit.MINUTES)) {
            launcher.destroyForcibly();
        }
        below.forEach(ProcessHandle::destroyForcibly);
    }
}
