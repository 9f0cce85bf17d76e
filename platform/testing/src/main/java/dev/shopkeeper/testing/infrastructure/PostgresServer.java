package dev.shopkeeper.testing.infrastructure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL 18 server for this JVM. Durability is off: a test's data need not survive a power cut. Thread-safe.
 */
public final class PostgresServer {

    private final String host;
    private final int port;
    private final String superuser;
    private final String password;
    private final AtomicInteger counter = new AtomicInteger();

    PostgresServer(String host, int port, String superuser, String password) {
        this.host = host;
        this.port = port;
        this.superuser = superuser;
        this.password = password;
    }

    /** Where it listens, for a proxy in front of it. */
    public String host() {
        return host;
    }

    /** Where it listens, for a proxy in front of it. */
    public int port() {
        return port;
    }

    /** A fresh, empty database with an owner of its own; the name gets a number, so any name may be asked for twice. */
    public Database newDatabase(String name) {
        String unique = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_") + "_" + counter.incrementAndGet();
        String secret = UUID.randomUUID().toString();
        try (Connection connection = DriverManager.getConnection(url("postgres"), superuser, password);
                Statement statement = connection.createStatement()) {
            statement.execute("create role \"%s\" login password '%s'".formatted(unique, secret));
            statement.execute("create database \"%s\" owner \"%s\"".formatted(unique, unique));
        } catch (SQLException e) {
            throw new IllegalStateException("Database '" + unique + "' cannot be created: " + e.getMessage(), e);
        }
        return new Database(unique, url(unique), unique, secret);
    }

    private String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }
}
