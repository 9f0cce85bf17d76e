package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.events.MemberCoupon;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.membership.campaign.CampaignDiscount;
import dev.shopkeeper.membership.member.UsableCoupons;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Reads the coupons of members that may be used now: their campaign runs, and not all their uses are reserved or ordered by.
 * That a budget is exhausted is not among it, since that changes with every basket; who reserves is told.
 */
@Repository
class CouponList implements UsableCoupons {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    CouponList(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Map<String, List<MemberCoupon>> of(Collection<String> userIds) {
        return byUser(
                userIds,
                usable -> new MemberCoupon(
                        usable.couponId().toString(), usable.campaignId(), usable.name(), usable.expiresAt()));
    }

    /** The usable coupons of one member, by the end of their campaigns. */
    List<CouponView> of(String userId) {
        return byUser(
                        List.of(userId),
                        usable -> new CouponView(
                                usable.couponId(),
                                new CouponCode(usable.code()).toString(),
                                usable.campaignId(),
                                usable.name(),
                                usable.discount(),
                                usable.leastOrder(),
                                usable.usesLeft(),
                                usable.expiresAt()))
                .getOrDefault(userId, List.of());
    }

    private record Usable(
            String userId,
            UUID couponId,
            String code,
            String campaignId,
            String name,
            CampaignDiscount discount,
            @Nullable Money leastOrder,
            int usesLeft,
            Instant expiresAt) {}

    private <T> Map<String, List<T>> byUser(Collection<String> userIds, Function<Usable, T> view) {
        Map<String, List<T>> found = new HashMap<>();
        String now = clock.instant().toString();
        jdbc.query(
                """
                select coupon.user_id, coupon.coupon_id, coupon.code,
                       coupon.per_person - coupon.reserved - coupon.redeemed as uses_left,
                       campaign.campaign_id, campaign.name, campaign.currency, campaign.percent, campaign.most,
                       campaign.amount, campaign.least_order, campaign.ends_at
                from coupon join campaign using (campaign_id)
                where coupon.user_id = any (?::text[]) and coupon.reserved + coupon.redeemed < coupon.per_person
                  and campaign.ended_at is null and campaign.starts_at <= ?::timestamptz
                  and campaign.ends_at > ?::timestamptz
                order by campaign.ends_at, coupon.coupon_id
                """,
                row -> {
                    Usable usable = usable(row);
                    found.computeIfAbsent(usable.userId(), each -> new ArrayList<>())
                            .add(view.apply(usable));
                },
                userIds.toArray(String[]::new),
                now,
                now);
        return found;
    }

    private static Usable usable(ResultSet row) throws SQLException {
        int percent = row.getInt("percent");
        boolean isPercent = !row.wasNull();
        String currency = row.getString("currency");
        return new Usable(
                row.getString("user_id"),
                Objects.requireNonNull(row.getObject("coupon_id", UUID.class)),
                row.getString("code"),
                row.getString("campaign_id"),
                row.getString("name"),
                new CampaignDiscount(
                        isPercent ? percent : null,
                        money(row.getBigDecimal("most"), currency),
                        money(row.getBigDecimal("amount"), currency)),
                money(row.getBigDecimal("least_order"), currency),
                row.getInt("uses_left"),
                row.getObject("ends_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Money money(@Nullable BigDecimal amount, String currency) {
        return amount == null ? null : new Money(amount, currency);
    }
}
