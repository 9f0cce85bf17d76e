package dev.shopkeeper.recommendation.person;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.recommendation.interaction.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** Reads and erases what is kept of a person. */
@Repository
class People {

    /** Rows of a list. */
    private static final int MOST = 100_000;

    /** The subject is either id; what was asked tells which. */
    private static final String SUBJECT = "kind = 'recommendation' and (subject = ? and asked ->> 'user_id' = subject"
            + " or subject = ? and asked ->> 'user_id' is null)";

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final TypeReference<List<Map<String, Object>>> LIST = new TypeReference<>() {};

    private final JdbcTemplate jdbc;

    People(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** All that is kept, as of one moment. */
    @Transactional(readOnly = true)
    PersonData read(Person person) {
        List<PersonData.Done> done = rows(
                "select item_id, kind, times, occurred_at from interaction where " + Person.OWN
                        + " order by occurred_at desc, id desc",
                person,
                (row, number) -> new PersonData.Done(
                        row.getString(1),
                        Kind.ofCode(row.getInt(2)).name().toLowerCase(Locale.ROOT),
                        row.getInt(3),
                        time(row, 4)));
        List<PersonData.Bought> bought = rows(
                "select transaction_id, item_id, occurred_at from purchase_line where " + Person.OWN
                        + " order by occurred_at desc, transaction_id, item_id",
                person,
                (row, number) -> new PersonData.Bought(row.getString(1), row.getString(2), time(row, 3)));
        List<PersonData.Answered> answers = rows(
                "select id, decided_at, model, asked, decided from decision where " + SUBJECT
                        + " order by decided_at desc, id",
                person,
                (row, number) -> new PersonData.Answered(
                        row.getObject(1, UUID.class),
                        time(row, 2),
                        row.getString(3),
                        EventJson.mapper().readValue(row.getString(4), FIELDS),
                        EventJson.mapper().readValue(row.getString(5), LIST)));
        List<PersonData.Shown> shown = rows(
                "select ranking_id, item_id, position, shown_at, experiment_id, arm from impression"
                        + " where unit_id in (?, ?) order by shown_at desc, ranking_id, position",
                person,
                (row, number) -> new PersonData.Shown(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getInt(3),
                        time(row, 4),
                        row.getString(5),
                        row.getString(6)));
        List<PersonData.Clicked> clicks = rows(
                "select ranking_id, item_id, clicked_at from impression_click where " + Person.OWN
                        + " order by clicked_at desc, ranking_id, item_id",
                person,
                (row, number) -> new PersonData.Clicked(row.getObject(1, UUID.class), row.getString(2), time(row, 3)));
        List<PersonData.Reported> reported = rows(
                "select transaction_id, item_id, bought_at, amount, currency from impression_purchase where "
                        + Person.OWN + " order by bought_at desc, transaction_id, item_id",
                person,
                (row, number) -> new PersonData.Reported(
                        row.getString(1), row.getString(2), time(row, 3), row.getBigDecimal(4), row.getString(5)));
        boolean complete = done.size() < MOST
                && bought.size() < MOST
                && answers.size() < MOST
                && shown.size() < MOST
                && clicks.size() < MOST
                && reported.size() < MOST;
        return new PersonData(
                person.userId(), person.anonymousId(), complete, done, bought, answers, shown, clicks, reported);
    }

    /**
     * Erases. What shops have to count goes on being counted, of nobody: interactions and lines of orders lose their person, and visits
     * what ties their rows together. Answers, impressions, clicks and reported purchases are deleted.
     */
    @Transactional
    Erased erase(Person person) {
        @Nullable Object[] own = person.parameters();
        int interactions = jdbc.update(
                "update interaction set user_id = null, anonymous_id = null,"
                        + " context = case when kind = ? then context end where " + Person.OWN,
                Kind.PURCHASE.code(),
                own[0],
                own[1]);
        int purchases =
                jdbc.update("update purchase_line set user_id = null, anonymous_id = null where " + Person.OWN, own);
        int shown = jdbc.update(
                "delete from impression where unit_id in (?, ?) or ranking_id in" + " (select id from decision where "
                        + SUBJECT + ")",
                own[0],
                own[1],
                own[0],
                own[1]);
        int answers = jdbc.update("delete from decision where " + SUBJECT, own);
        int clicks = jdbc.update("delete from impression_click where " + Person.OWN, own);
        int reported = jdbc.update("delete from impression_purchase where " + Person.OWN, own);
        return new Erased(interactions, purchases, answers, shown, clicks, reported);
    }

    /** How many rows lost their person, or are gone. */
    record Erased(int interactions, int purchases, int answers, int impressions, int clicks, int reportedPurchases) {}

    private <T> List<T> rows(String query, Person person, RowMapper<T> mapper) {
        return jdbc.query(query + " limit " + MOST, mapper, person.parameters());
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
