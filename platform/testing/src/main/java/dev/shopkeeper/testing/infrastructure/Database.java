package dev.shopkeeper.testing.infrastructure;

import dev.shopkeeper.testing.fault.FaultProxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * An empty database and the role that owns it, which is no superuser.
 *
 * @param url JDBC URL without credentials
 */
public record Database(String name, String url, String user, String password) {

    /** The same database, reached through a proxy. */
    public Database through(FaultProxy proxy) {
        return new Database(name, url.replaceFirst("//[^/]+/", "//" + proxy.address() + "/"), user, password);
    }

    /** A new connection as the owner; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
