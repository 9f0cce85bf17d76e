package dev.shopkeeper.testing.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** PostgreSQL from its real binaries, with a data directory that is removed at the end. */
final class EmbeddedPostgres {

    private EmbeddedPostgres() {}

    static PostgresServer start() {
        try {
            var server = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("full_page_writes", "off")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setRegisterShutdownHook(false)
                    .start();
            Shutdown.afterContexts(server);
            return new PostgresServer("127.0.0.1", server.getPort(), "postgres", "");
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start", e);
        }
    }
}
