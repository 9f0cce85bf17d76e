package dev.shopkeeper.e2e;

import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The platform as {@code ./shop up} starts it, once for all tests of this JVM, in a home of its own under {@code
 * target/} and beside the default ports.
 */
final class RunningPlatform {

    private static final int PORT_OFFSET = 21_000;
    private static final RunningPlatform INSTANCE = new RunningPlatform();

    private final Path root = repositoryRoot();
    private final Path home = root.resolve("e2e-tests/target/shop-home");
    private final Map<String, String> settings = new HashMap<>();

    private RunningPlatform() {
        try {
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static RunningPlatform get() {
        return INSTANCE;
    }

    private void start() throws IOException, InterruptedException {
        deleteOldHome();
        Files.createDirectories(home);
        Path log = root.resolve("e2e-tests/target/shop-up.log");
        ProcessBuilder command = new ProcessBuilder(root.resolve("shop").toString(), "up", "--no-demo", "--no-build")
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().put("SHOPKEEPER_HOME", home.toString());
        command.environment().put("SHOPKEEPER_PORT_OFFSET", Integer.toString(PORT_OFFSET));
        Process process = command.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!allReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                stop(process);
                throw new IllegalStateException("./shop up did not become ready:\n" + Files.readString(log));
            }
            Thread.sleep(500);
        }
        readSettings();
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean allReady() {
        for (int port = 8080; port <= 8086; port++) {
            try {
                String url = "http://localhost:" + (port + PORT_OFFSET) + "/actuator/health/readiness";
                if (ApiClient.of(url).get("").status() != 200) {
                    return false;
                }
            } catch (UncheckedIOException e) {
                return false;
            }
        }
        return Files.exists(home.resolve("keys.env"));
    }

    private void readSettings() throws IOException {
        for (String line : Files.readAllLines(home.resolve("keys.env"))) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                settings.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
    }

    private void deleteOldHome() throws IOException {
        if (Files.exists(home)) {
            try (var paths = Files.walk(home)) {
                paths.sorted(java.util.Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    private static Path repositoryRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("shop")) || !Files.exists(folder.resolve("gateway"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("No folder above holds ./shop. Maybe run the tests in the repository?");
            }
        }
        return folder;
    }

    Path home() {
        return home;
    }

    String gatewayUrl() {
        return "http://localhost:" + (8080 + PORT_OFFSET);
    }

    ApiClient anonymous() {
        return ApiClient.of(gatewayUrl());
    }

    ApiClient storefront() {
        return anonymous().with("X-API-Key", setting("SHOPKEEPER_PUBLISHABLE_KEY"));
    }

    ApiClient operator() {
        return anonymous().with("X-API-Key", setting("SHOPKEEPER_SECRET_KEY"));
    }

    ApiClient admin() {
        return anonymous().with("X-API-Key", setting("SHOPKEEPER_ADMIN_KEY"));
    }

    KafkaProbe kafka() {
        return new KafkaProbe("localhost:" + (19_092 + PORT_OFFSET));
    }

    Connection database(String service) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + (15_432 + PORT_OFFSET) + "/" + service,
                service,
                setting("DB_PASSWORD_" + service.toUpperCase(Locale.ROOT)));
    }

    String setting(String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new IllegalStateException("keys.env has no " + name + ", only " + settings.keySet());
        }
        return value;
    }
}
