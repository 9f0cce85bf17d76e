package dev.shopkeeper.e2e;

import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.Ports;
import dev.shopkeeper.local.Progress;
import dev.shopkeeper.local.StackHome;
import dev.shopkeeper.local.StackOptions;
import dev.shopkeeper.local.stack.LocalStack;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The platform as {@code ./shop up} starts it, once for all tests of this JVM, in a home of its own under {@code
 * target/} and beside the default ports.
 */
final class RunningPlatform {

    /** Below the ports that systems give to outgoing connections, any of which could take a server's place while it is down. */
    private static final int PORT_OFFSET = 9_000;

    private static final RunningPlatform INSTANCE = new RunningPlatform();

    private final LocalStack stack;
    private final Path logs;

    private RunningPlatform() {
        Path root = ShopCommand.repositoryRoot();
        StackHome home = new StackHome(root.resolve("e2e-tests/target/shop-home"));
        logs = home.logs();
        LocalStack.wipe(home, true);
        stack = LocalStack.start(
                StackOptions.of(root, home.root()).withPorts(Ports.offsetBy(PORT_OFFSET)), Progress.silent());
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop platform"));
    }

    static RunningPlatform get() {
        return INSTANCE;
    }

    LocalStack stack() {
        return stack;
    }

    /** The folder with one log file per process. */
    Path logs() {
        return logs;
    }

    ApiClient anonymous() {
        return ApiClient.of(stack.gateway().toString());
    }

    ApiClient storefront() {
        return anonymous().with("X-API-Key", stack.keys().storefront());
    }

    ApiClient operator() {
        return anonymous().with("X-API-Key", stack.keys().operator());
    }

    ApiClient admin() {
        return anonymous().with("X-API-Key", stack.keys().admin());
    }

    KafkaProbe kafka() {
        return new KafkaProbe(stack.bootstrapServers());
    }

    Connection database(Application application) throws SQLException {
        return DriverManager.getConnection(
                stack.jdbcUrl(application),
                String.valueOf(application.database()),
                stack.keys().databasePassword(application));
    }
}
