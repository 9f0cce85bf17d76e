package dev.shopkeeper.recommendation.exposure;

import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.web.Inputs;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of exposure floors, which every replica follows as it follows the catalogue. */
@Repository
class FloorStore {

    private static final String SET = """
            insert into exposure_floor (merchant_id, share, changed_at, changed_by) values (?, ?, ?, ?)
            on conflict (merchant_id) do update
            set share = excluded.share, changed_at = excluded.changed_at, changed_by = excluded.changed_by, tx = excluded.tx
            where exposure_floor.share <> excluded.share
            """;
    private static final String COLUMNS =
            "select merchant_id, share, changed_at, changed_by from exposure_floor where share > 0";

    private final JdbcClient jdbc;
    private final Clock clock;

    FloorStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Sets a floor; all floors together may be 1 at most, also where several are set at once. */
    @Transactional
    public ExposureFloor set(String merchantId, double share, String caller) {
        jdbc.sql("lock table exposure_floor in share row exclusive mode").update();
        BigDecimal others = jdbc.sql(
                        "select coalesce(sum(share::numeric), 0) from exposure_floor where merchant_id <> ?")
                .param(merchantId)
                .query(BigDecimal.class)
                .single();
        new Inputs()
                .refuse(
                        others.add(BigDecimal.valueOf(share)).compareTo(BigDecimal.ONE) > 0,
                        "share",
                        share,
                        "must leave room for the floors of others, which are "
                                + others.stripTrailingZeros().toPlainString() + " together")
                .check();
        put(merchantId, share, caller);
        return jdbc.sql(COLUMNS + " and merchant_id = ?")
                .param(merchantId)
                .query(FloorStore::floor)
                .single();
    }

    /** Takes a floor away; no effect on a merchant without one. */
    public void remove(String merchantId, String caller) {
        jdbc.sql("update exposure_floor set share = 0, changed_at = ?, changed_by = ?, tx = pg_current_xact_id()"
                        + " where merchant_id = ? and share > 0")
                .params(clock.instant().atOffset(ZoneOffset.UTC), caller, merchantId)
                .update();
    }

    private void put(String merchantId, double share, String caller) {
        jdbc.sql(SET)
                .params(merchantId, share, clock.instant().atOffset(ZoneOffset.UTC), caller)
                .update();
    }

    Page<ExposureFloor> page(PageRequest request) {
        List<ExposureFloor> rows = jdbc.sql(COLUMNS + " and (?::text is null or merchant_id collate \"C\" > ?)"
                        + " order by merchant_id collate \"C\" limit ?")
                .param(request.after())
                .param(request.after())
                .param(request.probe())
                .query(FloorStore::floor)
                .list();
        return request.page(rows, ExposureFloor::merchantId);
    }

    private static ExposureFloor floor(ResultSet row, int number) throws SQLException {
        Instant changedAt = row.getObject(3, OffsetDateTime.class).toInstant();
        return new ExposureFloor(row.getString(1), row.getDouble(2), changedAt, row.getString(4));
    }
}
