package dev.shopkeeper.testing.infrastructure;

import org.springframework.boot.SpringApplication;

/** Stops servers at the end of the JVM, after the application contexts that use them. */
final class Shutdown {

    private Shutdown() {}

    static void afterContexts(AutoCloseable server) {
        SpringApplication.getShutdownHandlers().add(() -> {
            try {
                server.close();
            } catch (Exception e) {
                System.err.println("A test server did not stop cleanly: " + e);
            }
        });
    }
}
