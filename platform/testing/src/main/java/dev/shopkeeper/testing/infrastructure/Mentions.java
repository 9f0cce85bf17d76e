package dev.shopkeeper.testing.infrastructure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Searches a whole database for a text, to prove that something is stored nowhere. */
public final class Mentions {

    private static final String TABLES = "select quote_ident(table_name) from information_schema.tables"
            + " where table_schema = 'public' and table_type = 'BASE TABLE' order by 1";

    private Mentions() {}

    /** The tables with a row that holds the text in any column, binary ones aside. */
    public static List<String> of(String text, DataSource database) {
        List<String> mentioning = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            for (String table : tables(connection)) {
                try (PreparedStatement search = connection.prepareStatement(
                        "select 1 from " + table + " as searched where strpos(searched::text, ?) > 0 limit 1")) {
                    search.setString(1, text);
                    try (ResultSet found = search.executeQuery()) {
                        if (found.next()) {
                            mentioning.add(table);
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot search the database for '" + text + "'", e);
        }
        return mentioning;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement listing = connection.prepareStatement(TABLES);
                ResultSet rows = listing.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
