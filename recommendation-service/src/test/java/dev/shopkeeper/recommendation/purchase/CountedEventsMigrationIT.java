package dev.shopkeeper.recommendation.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.starter.messaging.BatchInbox;
import dev.shopkeeper.testing.PlatformTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database of the version that remembered counted events in a table of its own, in a schema of the test's own. */
@PlatformTest
class CountedEventsMigrationIT {

    /** How the earlier version remembers and asks, word for word. */
    private static final String OF_THE_EARLIER_VERSION = """
            insert into counted_event (source, event_id)
            select * from unnest(?::text[], ?::text[])
            on conflict do nothing
            returning source, event_id
            """;

    private final String schema = "upgrade_" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private JdbcConnectionDetails database;

    private DataSource source() {
        String url = database.getJdbcUrl();
        return new DriverManagerDataSource(
                url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema,
                Objects.requireNonNull(database.getUsername()),
                Objects.requireNonNull(database.getPassword()));
    }

    private void migrate(String location, String target) {
        Flyway.configure()
                .dataSource(source())
                .schemas(schema)
                .locations(location)
                .table("flyway_" + location.replaceAll("[^a-z]", "_"))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(target)
                .load()
                .migrate();
    }

    private static List<String> newToTheEarlierVersion(JdbcTemplate jdbc, String... ids) {
        String[] sources = Stream.of(ids).map(id -> "/order").toArray(String[]::new);
        return jdbc.query(OF_THE_EARLIER_VERSION, (row, number) -> row.getString("event_id"), sources, ids);
    }

    private static List<String> newToThisVersion(JdbcTemplate jdbc, String... ids) {
        List<EventEnvelope<?>> events = new ArrayList<>();
        for (String id : ids) {
            events.add(new EventEnvelope<>(
                    id, "/order", Instant.EPOCH, new OrderCancelled("o", null, List.of(), null, Instant.EPOCH)));
        }
        return new BatchInbox(jdbc, PurchaseEvents.INBOX)
                .unseen(events).stream().map(EventEnvelope::id).toList();
    }

    @Test
    void letsNeitherVersionCountWhatTheOtherHasCounted() {
        // given
        migrate("classpath:db/starter", "latest");
        migrate("classpath:db/migration", "3");
        JdbcTemplate jdbc = new JdbcTemplate(source());
        assertThat(newToTheEarlierVersion(jdbc, "before")).containsExactly("before");

        // when
        migrate("classpath:db/migration", "latest");

        // then
        assertThat(newToThisVersion(jdbc, "before", "now")).containsExactly("now");
        assertThat(newToTheEarlierVersion(jdbc, "before", "now", "meanwhile")).containsExactly("meanwhile");
        assertThat(newToThisVersion(jdbc, "meanwhile", "later")).containsExactly("later");
        assertThat(jdbc.queryForList(
                        "select event_id from inbox where consumer = 'purchases' and received_at > now() - interval '1 hour'",
                        String.class))
                .containsExactlyInAnyOrder("before", "now", "meanwhile", "later");
    }
}
