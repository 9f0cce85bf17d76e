package dev.shopkeeper.local.postgres;

import dev.shopkeeper.local.LocalStackException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Speaks to a server as one who may create roles and databases.
 *
 * @param url JDBC address up to and with the last slash, without a database
 */
public record PostgresAdmin(String url, String user, String password) {
    /** From {@code postgresql://user:password@host:port/database} or {@code jdbc:postgresql://host:port/?user=...}. */
    public static PostgresAdmin of(String address) {
        String plain = address.startsWith("jdbc:") ? address.substring("jdbc:".length()) : address;
        URI uri;
        try {
            uri = URI.create(plain);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + address + "' is no address of a PostgreSQL server", e);
        }
        if (uri.getHost() == null || !uri.getScheme().startsWith("postgres")) {
            throw new IllegalArgumentException("'" + address + "' is no address of a PostgreSQL server. Maybe write"
                    + " postgresql://user:password@host:5432/postgres");
        }
        String user = "postgres";
        String password = "";
        if (uri.getRawUserInfo() != null) {
            String[] parts = uri.getRawUserInfo().split(":", 2);
            user = decode(parts[0]);
            password = parts.length > 1 ? decode(parts[1]) : "";
        }
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&", -1)) {
                if (pair.startsWith("user=")) {
                    user = decode(pair.substring("user=".length()));
                } else if (pair.startsWith("password=")) {
                    password = decode(pair.substring("password=".length()));
                }
            }
        }
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return new PostgresAdmin("jdbc:postgresql://" + uri.getHost() + ":" + port + "/", user, password);
    }

    public Connection connect(String database) throws SQLException {
        return connect(database, user, password);
    }

    /** JDBC address of a database, without a user. */
    public String url(String database) {
        return url + database;
    }

    String show(String setting) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new LocalStackException("Cannot ask PostgreSQL for " + setting + ": " + e.getMessage(), e);
        }
    }

    /** Makes the database and the role that owns it, both of this name, unless the role can log in already. */
    public void provide(String name, String rolePassword) {
        try (Connection own = connect(name, name, rolePassword)) {
            if (own.isValid(2)) {
                return;
            }
        } catch (SQLException e) {
            create(name, rolePassword);
        }
    }

    private void create(String name, String rolePassword) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            String role = quoted(name);
            String verb =
                    exists(statement, "select 1 from pg_roles where rolname = '" + name + "'") ? "alter" : "create";
            statement.execute(verb + " role " + role + " login password '" + rolePassword.replace("'", "''") + "'");
            if (!exists(statement, "select 1 from pg_database where datname = '" + name + "'")) {
                // Membership lets an administrator who is no superuser give the database away.
                statement.execute("grant " + role + " to current_user");
                statement.execute("create database " + role + " owner " + role);
            }
            statement.execute("revoke all on database " + role + " from public");
        } catch (SQLException e) {
            throw new LocalStackException(
                    "Cannot create the database and role '" + name + "' at " + url + " as " + user + ": "
                            + e.getMessage() + ". Maybe that role may not create roles and databases; create them"
                            + " yourself, with the passwords of keys.env.",
                    e);
        }
    }

    private Connection connect(String database, String as, String secret) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", as);
        properties.setProperty("password", secret);
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("ApplicationName", "shopkeeper-local");
        return DriverManager.getConnection(url + database, properties);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
