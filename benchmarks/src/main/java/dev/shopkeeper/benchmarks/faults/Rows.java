package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.benchmarks.platform.Platform;
import dev.shopkeeper.local.Application;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Reads figures by plain SQL from the services' databases; shares no code with the product. */
final class Rows {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Platform platform;

    Rows(Platform platform) {
        this.platform = platform;
    }

    /**
     * Names with their figures.
     *
     * @param query its only parameter is a pattern of ids; its columns are a name and a whole number
     * @param prefix of the ids
     */
    Map<String, Long> read(Application application, String query, String prefix) throws SQLException {
        Map<String, Long> rows = new HashMap<>();
        try (Connection connection = platform.database(application);
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, prefix + "%");
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.put(result.getString(1), result.getLong(2));
                }
            }
        }
        return rows;
    }

    /** Reads until they are complete, or until it has waited long enough; the last reading. */
    Map<String, Long> await(Application application, String query, String prefix, Predicate<Map<String, Long>> complete)
            throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        Map<String, Long> rows = read(application, query, prefix);
        while (!complete.test(rows) && System.nanoTime() - begun < PATIENCE.toNanos()) {
            Thread.sleep(1_000);
            rows = read(application, query, prefix);
        }
        return rows;
    }
}
