package dev.shopkeeper.recommendation.hidden;

import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.web.Inputs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of hidden items, which every replica follows as it follows the catalogue. */
@Repository
class HiddenItems {

    private static final String HIDE = """
            insert into hidden_item (item_id, reason, hidden_at, hidden_by, until) values (?, ?, ?, ?, ?)
            on conflict (item_id) do update
            set reason = excluded.reason, until = excluded.until, tx = excluded.tx,
                hidden_at = case when hidden_item.until <= excluded.hidden_at then excluded.hidden_at
                                 else hidden_item.hidden_at end,
                hidden_by = excluded.hidden_by
            """;
    private static final String COLUMNS = "select item_id, reason, hidden_at, hidden_by, until from hidden_item"
            + " where (until is null or until > ?)";

    private final JdbcClient jdbc;
    private final Clock clock;

    HiddenItems(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Hides an item, or says otherwise why and until when, which must be to come. */
    HiddenItem hide(String itemId, HideRequest request, String caller) {
        Instant until = request.until();
        new Inputs()
                .refuse(until != null && !until.isAfter(clock.instant()), "until", until, "must lie in the future")
                .check();
        jdbc.sql(HIDE)
                .param(itemId)
                .param(request.reason())
                .param(utc(clock.instant()))
                .param(caller)
                .param(until == null ? null : utc(until))
                .update();
        return find(itemId).orElseGet(() -> new HiddenItem(itemId, request.reason(), clock.instant(), caller, until));
    }

    /** Ends it at once; no effect on an item that is not hidden. */
    void show(String itemId) {
        OffsetDateTime now = utc(clock.instant());
        jdbc.sql("update hidden_item set until = ?, tx = pg_current_xact_id() where item_id = ?"
                        + " and (until is null or until > ?)")
                .params(now, itemId, now)
                .update();
    }

    Optional<HiddenItem> find(String itemId) {
        return jdbc.sql(COLUMNS + " and item_id = ?")
                .params(utc(clock.instant()), itemId)
                .query(HiddenItems::item)
                .optional();
    }

    Page<HiddenItem> page(PageRequest request) {
        List<HiddenItem> rows = jdbc.sql(COLUMNS + " and (?::text is null or item_id collate \"C\" > ?)"
                        + " order by item_id collate \"C\" limit ?")
                .param(utc(clock.instant()))
                .param(request.after())
                .param(request.after())
                .param(request.probe())
                .query(HiddenItems::item)
                .list();
        return request.page(rows, HiddenItem::itemId);
    }

    private static HiddenItem item(ResultSet row, int number) throws SQLException {
        return new HiddenItem(
                row.getString(1),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                instant(row.getObject(5, OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** Forgets what ended a day ago: every replica has heard of it. */
    @Configuration(proxyBeanMethods = false)
    static class Forgetting {

        private static final int BATCH = 1000;

        @Bean
        HousekeepingTask hiddenItemsThatEnded(JdbcClient jdbc) {
            return new HousekeepingTask(
                    "hidden items that ended",
                    () -> jdbc.sql("delete from hidden_item where item_id = any (array(select item_id from hidden_item"
                                    + " where until < now() - interval '1 day' limit " + BATCH + "))")
                            .update(),
                    BATCH);
        }
    }
}
