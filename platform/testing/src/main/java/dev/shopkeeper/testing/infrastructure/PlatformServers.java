package dev.shopkeeper.testing.infrastructure;

import dev.shopkeeper.testing.fault.FaultProxy;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.function.SingletonSupplier;

/**
 * The servers of this JVM, started when first asked for and stopped with it. The one place that knows whether they are
 * containers or embedded; tests without Spring use it directly, Spring tests through {@link
 * dev.shopkeeper.testing.PlatformFixture}. Thread-safe.
 */
public final class PlatformServers {

    private static final String[] NOISY = {
        "org.testcontainers",
        "tc",
        "com.github.dockerjava",
        "org.apache.kafka",
        "kafka",
        "state.change.logger",
        "io.zonky.test"
    };

    private static final Supplier<Infrastructure> INFRASTRUCTURE = SingletonSupplier.of(PlatformServers::decide);
    private static final Supplier<PostgresServer> POSTGRES = SingletonSupplier.of(PlatformServers::startPostgres);
    private static final Supplier<KafkaServer> KAFKA = SingletonSupplier.of(PlatformServers::startKafka);

    private PlatformServers() {}

    /** What was decided, and why. */
    public static Infrastructure infrastructure() {
        return INFRASTRUCTURE.get();
    }

    /** PostgreSQL 18. */
    public static PostgresServer postgres() {
        return POSTGRES.get();
    }

    /** Kafka, with all topics. */
    public static KafkaServer kafka() {
        return KAFKA.get();
    }

    /**
     * A further Kafka broker, all of whose clients go through the proxy. It is always an embedded one, for only such a
     * broker can be told before its start where the proxy will be.
     */
    public static KafkaServer newKafkaBehind(FaultProxy proxy) {
        quiet();
        return EmbeddedKafka.start(proxy);
    }

    /** A proxy before the PostgreSQL server; see {@link Database#through}. */
    public static FaultProxy newProxyBeforePostgres(long seed) throws IOException {
        return FaultProxy.before(postgres().host(), postgres().port(), seed);
    }

    /** Starts both at the same time, which is faster than one after the other. */
    public static void startBoth() {
        CompletableFuture<PostgresServer> postgres = CompletableFuture.supplyAsync(POSTGRES);
        kafka();
        postgres.join();
    }

    /** Keeps what the servers and their clients say below a warning out of the test output. */
    public static void quiet() {
        LoggingSystem logging = LoggingSystem.get(PlatformServers.class.getClassLoader());
        for (String logger : NOISY) {
            boolean cries = logger.contains("testcontainers") || logger.contains("docker") || logger.equals("tc");
            logging.setLogLevel(logger, cries ? LogLevel.OFF : LogLevel.ERROR);
        }
    }

    private static Infrastructure decide() {
        quiet();
        Infrastructure infrastructure =
                Infrastructure.decide(System.getProperty(Infrastructure.PROPERTY, "auto"), ContainerEngine.local());
        System.out.println(infrastructure.describe());
        return infrastructure;
    }

    private static PostgresServer startPostgres() {
        return switch (infrastructure().kind()) {
            case EMBEDDED -> EmbeddedPostgres.start();
            case TESTCONTAINERS -> ContainerPostgres.start();
        };
    }

    private static KafkaServer startKafka() {
        return switch (infrastructure().kind()) {
            case EMBEDDED -> EmbeddedKafka.start();
            case TESTCONTAINERS -> ContainerKafka.start();
        };
    }
}
