package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.events.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Rows of coupons and of their uses. Whoever writes has locked the coupon. */
@Repository
class CouponRows {

    private final JdbcTemplate jdbc;

    CouponRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose coupon it is. */
    Optional<String> userOf(CouponCode code) {
        return jdbc.queryForList("select user_id from coupon where code = ?", String.class, code.symbols()).stream()
                .findFirst();
    }

    /** Locks a coupon until the transaction ends. */
    Optional<Coupon> lock(CouponCode code) {
        return jdbc
                .query("select * from coupon where code = ? for update", (row, number) -> coupon(row), code.symbols())
                .stream()
                .findFirst();
    }

    /** Locks the coupons of these codes, in the order of their ids. */
    List<Coupon> lock(Collection<CouponCode> codes) {
        return jdbc.query(
                "select * from coupon where code = any (?::text[]) order by coupon_id for update",
                (row, number) -> coupon(row),
                (Object) codes.stream().map(CouponCode::symbols).toArray(String[]::new));
    }

    /** Locks the coupons that an order was placed by, in the order of their ids. */
    List<Coupon> lockOf(String orderId) {
        return jdbc.query("""
                select * from coupon
                where coupon_id in (select coupon_id from coupon_redemption where order_id = ? and state = 'REDEEMED')
                order by coupon_id for update
                """, (row, number) -> coupon(row), orderId);
    }

    /** Locks what is due to expire, coupons and reservations; what another transaction has is passed over. */
    List<Due> lockDue(Instant now, int most) {
        return jdbc.query(
                """
                select redemption.*, coupon.user_id from coupon_redemption redemption join coupon using (coupon_id)
                where redemption.state = 'RESERVED' and redemption.expires_at <= ?::timestamptz
                order by redemption.expires_at limit ?
                for update of coupon, redemption skip locked
                """, (row, number) -> new Due(redemption(row), row.getString("user_id")), now.toString(), most);
    }

    /** A reservation that is due, and whose it is. */
    record Due(Redemption redemption, String userId) {}

    /** Reservations of a coupon that wait for an order, the oldest first. */
    List<Redemption> reserved(UUID couponId) {
        return jdbc.query(
                "select * from coupon_redemption where coupon_id = ? and state = 'RESERVED' order by created_at,"
                        + " redemption_id",
                (row, number) -> redemption(row),
                couponId);
    }

    /** One use of a coupon. */
    Optional<Redemption> find(UUID couponId, UUID redemptionId) {
        return jdbc
                .query(
                        "select * from coupon_redemption where coupon_id = ? and redemption_id = ?",
                        (row, number) -> redemption(row),
                        couponId,
                        redemptionId)
                .stream()
                .findFirst();
    }

    /** What became of a coupon in an order. */
    Optional<Redemption> ofOrder(UUID couponId, String orderId) {
        return jdbc
                .query(
                        "select * from coupon_redemption where coupon_id = ? and order_id = ?",
                        (row, number) -> redemption(row),
                        couponId,
                        orderId)
                .stream()
                .findFirst();
    }

    /** Stores a new reservation. */
    void insertReserved(Redemption reserved, Instant now) {
        insert(reserved, null, null, now);
    }

    /** Stores what an order came to without a reservation. */
    void insertOfOrder(Redemption redemption, String orderId, @Nullable String reason, Instant now) {
        insert(redemption, orderId, reason, now);
    }

    private void insert(Redemption row, @Nullable String orderId, @Nullable String reason, Instant now) {
        Instant expiresAt = row.expiresAt();
        jdbc.update(
                """
                insert into coupon_redemption
                    (redemption_id, coupon_id, campaign_id, state, reason, reference, order_id, order_total, currency,
                     discount, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz)
                """,
                row.redemptionId(),
                row.couponId(),
                row.campaignId(),
                row.state().name(),
                reason,
                row.reference(),
                orderId,
                row.orderTotal().amount(),
                row.orderTotal().currency(),
                row.discount().amount(),
                now.toString(),
                expiresAt == null ? null : expiresAt.toString());
    }

    /** Moves a use on, exactly once. */
    void move(Redemption redemption, RedemptionState to, @Nullable String orderId, Instant now) {
        int rows = jdbc.update(
                """
                update coupon_redemption
                set state = ?, order_id = coalesce(?, order_id), closed_at = ?::timestamptz
                where redemption_id = ? and state = ?
                """,
                to.name(),
                orderId,
                now.toString(),
                redemption.redemptionId(),
                redemption.state().name());
        if (rows != 1) {
            throw new IncorrectUpdateSemanticsDataAccessException("Redemption " + redemption.redemptionId() + " is not "
                    + redemption.state() + " any more. Maybe its coupon was not locked first?");
        }
    }

    /** Counts uses of a coupon up or down. */
    void count(UUID couponId, int reserved, int redeemed) {
        int rows = jdbc.update(
                "update coupon set reserved = reserved + ?, redeemed = redeemed + ? where coupon_id = ?",
                reserved,
                redeemed,
                couponId);
        if (rows != 1) {
            throw new IncorrectUpdateSemanticsDataAccessException("There is no coupon " + couponId + ".");
        }
    }

    private static Coupon coupon(ResultSet row) throws SQLException {
        return new Coupon(
                row.getObject("coupon_id", UUID.class),
                row.getString("campaign_id"),
                row.getString("user_id"),
                row.getInt("per_person"),
                row.getInt("reserved"),
                row.getInt("redeemed"));
    }

    private static Redemption redemption(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
        return new Redemption(
                Objects.requireNonNull(row.getObject("redemption_id", UUID.class)),
                Objects.requireNonNull(row.getObject("coupon_id", UUID.class)),
                row.getString("campaign_id"),
                RedemptionState.valueOf(row.getString("state")),
                row.getString("reference"),
                new Money(row.getBigDecimal("order_total"), currency),
                new Money(row.getBigDecimal("discount"), currency),
                expiresAt == null ? null : expiresAt.toInstant());
    }
}
