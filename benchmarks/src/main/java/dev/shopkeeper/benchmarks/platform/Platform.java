package dev.shopkeeper.benchmarks.platform;

import dev.shopkeeper.benchmarks.BenchOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a running platform is to be found, read from the key file of {@code ./shop up} and from options.
 *
 * @param gateway base address, {@code http://localhost:8080}
 * @param home the launcher's folder, {@code .shop}
 * @param settings the key file's lines by name
 */
public record Platform(URI gateway, Path home, Map<String, String> settings) {

    public static Platform of(BenchOptions options) {
        Path home = Path.of(options.text("home", System.getenv().getOrDefault("SHOPKEEPER_HOME", ".shop")));
        Map<String, String> settings = new HashMap<>();
        Path keys = home.resolve("keys.env");
        try {
            for (String line : Files.readAllLines(keys)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    settings.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + keys + ". Maybe start the platform first: ./shop up", e);
        }
        URI gateway =
                URI.create(options.text("gateway", settings.getOrDefault("GATEWAY_URL", "http://localhost:8080")));
        return new Platform(gateway, home, Map.copyOf(settings));
    }

    /** A line of the key file. */
    public String setting(String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    home.resolve("keys.env") + " has no line " + name + ", only " + settings.keySet());
        }
        return value;
    }

    public String bootstrapServers() {
        return settings.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:19092");
    }

    /** A connection to a service's database with that service's role, to count independently of the service. */
    public Connection database(String service) throws SQLException {
        String url = settings.getOrDefault("DB_URL_PREFIX", "jdbc:postgresql://localhost:15432/") + service;
        return DriverManager.getConnection(
                url, service, setting("DB_PASSWORD_" + service.toUpperCase(java.util.Locale.ROOT)));
    }
}
