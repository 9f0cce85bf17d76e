package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.benchmarks.platform.Platform;
import dev.shopkeeper.benchmarks.platform.TopicCount;
import dev.shopkeeper.local.Application;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Counts effects by plain Kafka and plain SQL; shares no code with the product. */
final class Verdict {

    private final Platform platform;
    private final TopicCount topic;

    Verdict(Platform platform, TopicCount topic) {
        this.platform = platform;
        this.topic = topic;
    }

    Map<String, Object> of(String prefix, Set<String> acknowledged) throws SQLException, InterruptedException {
        Map<String, Integer> inKafka = topic.idsWithPrefix(prefix);
        Map<String, Integer> inPostgres = rows(prefix);
        long start = System.nanoTime();
        while (!inPostgres.keySet().containsAll(acknowledged)
                && System.nanoTime() - start < Duration.ofMinutes(3).toNanos()) {
            Thread.sleep(1000);
            inPostgres = rows(prefix);
        }
        Map<String, Integer> effects = inPostgres;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                "acknowledged_missing_in_kafka",
                acknowledged.stream().filter(id -> !inKafka.containsKey(id)).count());
        figures.put(
                "sent_again_in_kafka",
                inKafka.values().stream().filter(times -> times > 1).count());
        figures.put(
                "acknowledged_without_effect",
                acknowledged.stream().filter(id -> !effects.containsKey(id)).count());
        figures.put(
                "with_more_than_one_effect",
                effects.values().stream().filter(times -> times > 1).count());
        return figures;
    }

    private Map<String, Integer> rows(String prefix) throws SQLException {
        Map<String, Integer> rows = new HashMap<>();
        try (Connection connection = platform.database(Application.RECOMMENDATION);
                PreparedStatement statement =
                        connection.prepareStatement("select event_id from interaction where event_id like ?")) {
            statement.setString(1, prefix + "%");
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.merge(result.getString(1), 1, Integer::sum);
                }
            }
        }
        return rows;
    }
}
