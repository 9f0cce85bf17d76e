package dev.shopkeeper.testing.infrastructure;

import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL from the official image. */
final class ContainerPostgres {

    static final String IMAGE = "postgres:18";

    private ContainerPostgres() {}

    @SuppressWarnings("resource") // lives as long as the JVM
    static PostgresServer start() {
        PostgreSQLContainer container =
                new PostgreSQLContainer(IMAGE).withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
        container.start();
        Shutdown.afterContexts(container::stop);
        return new PostgresServer(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword());
    }
}
