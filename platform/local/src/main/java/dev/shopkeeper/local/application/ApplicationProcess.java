package dev.shopkeeper.local.application;

import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.StackOptions;
import dev.shopkeeper.local.key.DevelopmentKeys;
import dev.shopkeeper.local.process.ChildSpec;
import dev.shopkeeper.local.process.Group;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Turns a built application into a process to run. */
public final class ApplicationProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration STOP_WITHIN = Duration.ofMillis(5500);

    private final StackOptions options;
    private final DevelopmentKeys keys;
    private final String databaseAddress;
    private final String bootstrapServers;
    private final HttpClient http;

    /** @param databaseAddress JDBC address without the database, ending with a slash */
    public ApplicationProcess(
            StackOptions options, DevelopmentKeys keys, String databaseAddress, String bootstrapServers) {
        this.options = options;
        this.keys = keys;
        this.databaseAddress = databaseAddress;
        this.bootstrapServers = bootstrapServers;
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(1))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Unpacks the application's jar if need be and says how to run it. */
    public ChildSpec prepare(Application application) {
        UnpackedJar unpacked =
                unpack(application, options.repository(), options.home().run());
        return spec(
                application,
                unpacked,
                AotCache.of(application, unpacked, options.home().run()));
    }

    /** The cache that {@link #prepare} would use for the application's present jar. */
    public AotCache cache(Application application) {
        UnpackedJar unpacked =
                unpack(application, options.repository(), options.home().run());
        return AotCache.of(application, unpacked, options.home().run());
    }

    /**
     * How to make the cache, one process after the other: the first starts the application up to the point where it would
     * begin to serve and consume, beside the running one and on its database, and records what was loaded; the second
     * makes the cache of the record.
     */
    public List<List<String>> training(Application application, AotCache cache) {
        UnpackedJar unpacked =
                unpack(application, options.repository(), options.home().run());
        return List.of(
                command(
                        application,
                        unpacked,
                        List.of(
                                "-XX:AOTMode=record",
                                "-XX:AOTConfiguration=" + cache.recording(),
                                "-Dspring.context.exit=onRefresh")),
                command(
                        application,
                        unpacked,
                        List.of(
                                "-XX:AOTMode=create",
                                "-XX:AOTConfiguration=" + cache.recording(),
                                "-XX:AOTCache=" + cache.unfinished())));
    }

    /** Environment of a training run. */
    public Map<String, String> trainingEnvironment(Application application) {
        Map<String, String> environment = new TreeMap<>(environment(application));
        // Nothing is served, and no member of a consumer group is pushed out.
        environment.put("PORT", "0");
        environment.put("SHOPKEEPER_INSTANCE", application.module() + "-training");
        return environment;
    }

    private static List<String> command(Application application, UnpackedJar unpacked, List<String> moreFlags) {
        List<String> command = new ArrayList<>();
        command.add(JvmFlags.java());
        command.addAll(JvmFlags.of(application));
        command.addAll(moreFlags);
        command.add("-jar");
        command.add(unpacked.jar().toString());
        return command;
    }

    /** With the cache from the first start on that it is there for: it may be made while the application runs. */
    static List<String> command(Application application, UnpackedJar unpacked, AotCache cache) {
        List<String> flags = new ArrayList<>();
        cache.ifUsable(flags::add);
        return command(application, unpacked, flags);
    }

    private ChildSpec spec(Application application, UnpackedJar unpacked, AotCache cache) {
        return new ChildSpec(
                application.module(),
                unpacked.version(),
                Group.APPLICATIONS,
                () -> command(application, unpacked, cache),
                environment(application),
                options.home().root(),
                options.home().log(application.module()),
                "TERM",
                ready(application),
                PATIENCE,
                STOP_WITHIN);
    }

    /** Unpacks the jar that the build made. */
    static UnpackedJar unpack(Application application, Path repository, Path under) {
        Path target = repository.resolve(application.module()).resolve("target");
        return UnpackedJar.of(executableJar(application, target), application.module(), under);
    }

    private static Path executableJar(Application application, Path target) {
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(application.module() + "-")
                                && name.endsWith(".jar")
                                && !name.endsWith("-sources.jar")
                                && !name.endsWith("-javadoc.jar")
                                && !name.endsWith("-tests.jar");
                    })
                    .findFirst()
                    .orElseThrow(() -> new LocalStackException("There is no " + application.module() + "-*.jar in "
                            + target + ". Maybe build it: mvn -DskipTests package"));
        } catch (IOException e) {
            throw new LocalStackException("Cannot read " + target + ": " + e.getMessage(), e);
        }
    }

    private Map<String, String> environment(Application application) {
        Map<String, String> environment = new TreeMap<>();
        boolean gateway = application == Application.GATEWAY;
        environment.put("PORT", Integer.toString(options.ports().of(application)));
        environment.put("SERVER_ADDRESS", gateway ? options.bind() : StackOptions.LOOPBACK);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("SHOPKEEPER_INTERNAL_SECRET", keys.internalSecret());
        environment.put("SHOPKEEPER_INSTANCE", application.module() + "-0");
        environment.put(
                "SHOPKEEPER_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
        // Below the time after which the launcher stops asking and kills.
        environment.put("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", "4s");
        environment.put("SHOPKEEPER_LEARNING_TRAINER_MAXHEAP", Application.TRAINER_HEAP_MEBIBYTES + "MB");
        environment.put("TZ", "UTC");
        for (Application other : Application.values()) {
            environment.put(
                    other.urlVariable(), "http://127.0.0.1:" + options.ports().of(other));
        }
        if (application.database() != null) {
            environment.put("DB_URL", databaseAddress + application.database());
            environment.put("DB_USER", application.database());
            environment.put("DB_PASSWORD", keys.databasePassword(application));
        }
        if (gateway) {
            environment.put(
                    "SHOPKEEPER_API_KEYS_FILE", options.home().apiKeysFile().toString());
            environment.put(DevelopmentKeys.USER_TOKEN_SECRET, keys.userTokenSecret());
        }
        environment.putAll(options.environment());
        return environment;
    }

    private BooleanSupplier ready(Application application) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + options.ports().of(application) + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        return () -> {
            try {
                return http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalStackException("Interrupted while waiting for " + application.module(), e);
            }
        };
    }
}
