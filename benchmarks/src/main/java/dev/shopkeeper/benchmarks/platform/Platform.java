package dev.shopkeeper.benchmarks.platform;

import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.StackHome;
import dev.shopkeeper.local.key.DevelopmentKeys;
import dev.shopkeeper.local.process.ChildState;
import dev.shopkeeper.local.stack.StackState;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Where a platform that {@code ./shop up} runs is to be found.
 *
 * @param gateway base address, {@code http://localhost:8080}
 * @param home the launcher's folder, {@code .shop}
 * @param keys the key file's lines by name
 */
public record Platform(URI gateway, StackHome home, Map<String, String> keys) {

    public static Platform of(BenchOptions options) {
        StackHome home =
                new StackHome(Path.of(options.text("home", System.getenv().getOrDefault("SHOPKEEPER_HOME", ".shop")))
                        .toAbsolutePath());
        Map<String, String> keys = DevelopmentKeys.read(home.keysFile());
        if (keys.isEmpty()) {
            throw new IllegalStateException(
                    "There are no keys in " + home.keysFile() + ". Maybe start the platform first: ./shop up");
        }
        String url = options.text("gateway", keys.getOrDefault(DevelopmentKeys.URL, "http://localhost:8080"));
        return new Platform(URI.create(url), home, keys);
    }

    /** A client that may do what an operator may. */
    public GatewayClient operator() {
        return new GatewayClient(gateway, key(DevelopmentKeys.OPERATOR));
    }

    /** A client that may do what an administrator may. */
    public GatewayClient admin() {
        return new GatewayClient(gateway, adminKey());
    }

    /** What its processes take. */
    public PlatformProcesses processes() {
        return new PlatformProcesses(this);
    }

    long launcher() {
        return state().launcherPid();
    }

    public String adminKey() {
        return key(DevelopmentKeys.ADMIN);
    }

    public String bootstrapServers() {
        return state().bootstrapServers();
    }

    /** A connection to a service's database with that service's role, to count independently of the service. */
    public Connection database(Application application) throws SQLException {
        String name = String.valueOf(application.database());
        return DriverManager.getConnection(
                state().databaseAddress() + name, name, key("DB_PASSWORD_" + application.name()));
    }

    /** The launcher's child of this name, while it runs. */
    public Optional<ProcessHandle> process(String name) {
        return state().processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .flatMap(StackState.ProcessState::alive);
    }

    /** Whether the launcher says that its child of this name does its work. */
    public boolean ready(String name) {
        return state().processes().stream()
                .anyMatch(process -> process.name().equals(name)
                        && process.state().equals(ChildState.READY.name())
                        && process.alive().isPresent());
    }

    private StackState state() {
        return StackState.read(home.stateFile())
                .orElseThrow(() -> new IllegalStateException(
                        "There is no " + home.stateFile() + ". Maybe start the platform first: ./shop up"));
    }

    private String key(String name) {
        String value = keys.get(name);
        if (value == null) {
            throw new IllegalStateException(home.keysFile() + " has no line " + name + ", only " + keys.keySet());
        }
        return value;
    }
}
