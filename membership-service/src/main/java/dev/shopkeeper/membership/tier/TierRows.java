package dev.shopkeeper.membership.tier;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.membership.tiering.Standing;
import dev.shopkeeper.membership.tiering.Tier;
import dev.shopkeeper.membership.tiering.TierModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of where members stand. */
@Repository
class TierRows {

    private final JdbcTemplate jdbc;

    TierRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A member's row, as far as it is about the tier. */
    record Row(String userId, Standing standing, Instant since, boolean assessed) {}

    /** A member whose tier is another now. */
    record Change(String userId, Tier from, Tier to) {}

    /** A change of the past. */
    record Past(String from, String to, String modelVersion, Instant changedAt) {}

    /** The model that the present tiers were given by. */
    record InUse(String version, TierModel model) {}

    /**
     * When the present tiers were given.
     *
     * @param orderWorth what an order was worth then to those who bought, on average; null where nobody did
     */
    record Given(String version, Instant since, @Nullable Double orderWorth) {}

    Optional<Row> find(String userId) {
        return jdbc
                .query(
                        "select user_id, tier, tier_since, below_since, assessed_at from member where user_id = ?",
                        (row, number) -> row(row),
                        userId)
                .stream()
                .findFirst();
    }

    /** The members behind one, in their order, locked until the transaction ends. */
    List<Row> lockPage(String after, int limit) {
        return jdbc.query("""
                select user_id, tier, tier_since, below_since, assessed_at from member where user_id > ?
                order by user_id limit ? for update
                """, (row, number) -> row(row), after, limit);
    }

    private static Row row(ResultSet row) throws SQLException {
        LocalDate below = row.getObject("below_since", LocalDate.class);
        return new Row(
                row.getString("user_id"),
                new Standing(
                        Tier.of(row.getString("tier")).orElse(Tier.ORDINARY),
                        below == null ? null : below.toEpochDay()),
                row.getObject("tier_since", OffsetDateTime.class).toInstant(),
                row.getObject("assessed_at") != null);
    }

    /** Writes where members stand now; those whose tier is as it was keep the time since when. */
    void store(List<String> userIds, List<Standing> standings, Instant now) {
        jdbc.update(
                """
                update member set tier = fresh.tier, below_since = fresh.below_since, assessed_at = fresh.at,
                    tier_since = case when member.tier = fresh.tier then member.tier_since else fresh.at end
                from (select user_id, tier, below_since, ?::timestamptz as at
                      from unnest(?::text[], ?::text[], ?::date[]) as one (user_id, tier, below_since)) as fresh
                where member.user_id = fresh.user_id
                """,
                now.toString(),
                text(userIds, id -> id),
                text(standings, one -> one.tier().wireName()),
                printed(standings, one -> one.belowSince() == null ? null : LocalDate.ofEpochDay(one.belowSince())));
    }

    void append(List<Change> changes, String modelVersion, Instant now) {
        jdbc.update(
                """
                insert into tier_change (user_id, from_tier, to_tier, model_version, changed_at)
                select user_id, from_tier, to_tier, ?, ?::timestamptz
                from unnest(?::text[], ?::text[], ?::text[]) as one (user_id, from_tier, to_tier)
                """,
                modelVersion,
                now.toString(),
                text(changes, Change::userId),
                text(changes, one -> one.from().wireName()),
                text(changes, one -> one.to().wireName()));
    }

    List<Past> history(String userId, int limit) {
        return jdbc.query(
                "select from_tier, to_tier, model_version, changed_at from tier_change where user_id = ?"
                        + " order by change_id desc limit ?",
                (row, number) -> new Past(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()),
                userId,
                limit);
    }

    /** Members of each tier. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (Tier tier : Tier.values()) {
            counts.put(tier.wireName(), 0L);
        }
        jdbc.query("select tier, count(*) from member group by tier", row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    /** Changes since a time, by the tier before and the tier after. */
    Map<String, Map<String, Long>> migrations(Instant since) {
        Map<String, Map<String, Long>> migrations = new TreeMap<>();
        jdbc.query(
                "select from_tier, to_tier, count(*) from tier_change where changed_at >= ?::timestamptz group by 1, 2",
                row -> {
                    migrations
                            .computeIfAbsent(row.getString(1), any -> new TreeMap<>())
                            .put(row.getString(2), row.getLong(3));
                },
                since.toString());
        return migrations;
    }

    Optional<InUse> inUse() {
        return jdbc
                .query(
                        "select model_version, model from tier_model_in_use",
                        (row, number) -> new InUse(row.getString(1), TierModel.of(row.getBytes(2))))
                .stream()
                .findFirst();
    }

    Optional<Given> given() {
        return jdbc
                .query(
                        "select model_version, since, order_worth from tier_model_in_use",
                        (row, number) -> new Given(
                                row.getString(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getObject(3, Double.class)))
                .stream()
                .findFirst();
    }

    /** The tiers of all members are given by this model now. */
    void use(String version, TierModel model, Instant now) {
        jdbc.update("""
                insert into tier_model_in_use (model_version, model, since, order_worth)
                select ?, ?, ?::timestamptz, avg(net)::float8
                from (select net from member_purchase where currency = ? and net > 0
                      order by placed_at desc limit 10000) as latest
                on conflict (only_row) do update set model_version = excluded.model_version, model = excluded.model,
                    since = excluded.since, order_worth = excluded.order_worth
                """, version, model.bytes(), now.toString(), model.currency());
    }
}
