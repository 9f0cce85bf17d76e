package dev.shopkeeper.membership.campaign;

import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Counts what came of a campaign. */
@Repository
class CampaignFigures {

    private static final String COUPON = "COUPON";
    private static final String HELD_OUT = "HELD_OUT";

    private final JdbcTemplate jdbc;
    private final Campaigns campaigns;

    CampaignFigures(JdbcTemplate jdbc, Campaigns campaigns) {
        this.jdbc = jdbc;
        this.campaigns = campaigns;
    }

    /** All of it as of one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public CampaignReport report(String campaignId) {
        CampaignView campaign = campaigns.find(campaignId);
        Map<String, Long> arms =
                counts("select arm, count(*) from campaign_arm where campaign_id = ? group by arm", campaignId);
        Map<String, Long> uses = counts(
                "select state, count(*) from coupon_redemption where campaign_id = ? group by state", campaignId);
        long issued = Objects.requireNonNullElse(
                jdbc.queryForObject("select count(*) from coupon where campaign_id = ?", Long.class, campaignId), 0L);
        return new CampaignReport(
                campaign,
                issued,
                arms.getOrDefault(HELD_OUT, 0L),
                new CampaignReport.Uses(
                        uses.getOrDefault("RESERVED", 0L),
                        uses.getOrDefault("REDEEMED", 0L),
                        uses.getOrDefault("RELEASED", 0L),
                        uses.getOrDefault("EXPIRED", 0L),
                        uses.getOrDefault("RETURNED", 0L),
                        uses.getOrDefault("REFUSED", 0L)),
                charged(campaignId),
                effect(campaignId, arms));
    }

    private Map<String, Long> counts(String query, String campaignId) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.query(
                query,
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                },
                campaignId);
        return counts;
    }

    private CampaignReport.Charged charged(String campaignId) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select currency, budget, spent, redemptions, uses from campaign where campaign_id = ?",
                (row, number) -> {
                    String currency = row.getString("currency");
                    BigDecimal budget = row.getBigDecimal("budget");
                    BigDecimal spent = row.getBigDecimal("spent");
                    long uses = row.getLong("uses");
                    long redemptions = row.getLong("redemptions");
                    boolean bounded = !row.wasNull();
                    return new CampaignReport.Charged(
                            new Money(spent, currency),
                            budget == null ? null : new Money(budget.subtract(spent), currency),
                            uses,
                            bounded ? redemptions - uses : null);
                },
                campaignId));
    }

    private Effect effect(String campaignId, Map<String, Long> arms) {
        Map<String, Map<String, ArmSample.Sums>> sums = new HashMap<>();
        Map<String, Long> orders = new HashMap<>();
        jdbc.query(
                """
                with bought as (
                    select arm.arm, arm.user_id, purchase.currency, sum(purchase.net) as net,
                           count(*) filter (where purchase.ordered > purchase.cancelled) as orders
                    from campaign_arm arm
                    join member_purchase purchase on purchase.user_id = arm.user_id and purchase.placed_at >= arm.put_at
                    where arm.campaign_id = ?
                    group by arm.arm, arm.user_id, purchase.currency
                )
                select arm, currency, sum(net) as net, sum(net * net) as squares, sum(orders) as orders
                from bought group by arm, currency
                """,
                row -> {
                    String arm = row.getString("arm");
                    sums.computeIfAbsent(arm, each -> new HashMap<>())
                            .put(
                                    row.getString("currency"),
                                    new ArmSample.Sums(row.getBigDecimal("net"), row.getBigDecimal("squares")));
                    orders.merge(arm, row.getLong("orders"), Long::sum);
                },
                campaignId);
        return Effect.of(sample(COUPON, arms, orders, sums), sample(HELD_OUT, arms, orders, sums));
    }

    private static ArmSample sample(
            String arm,
            Map<String, Long> members,
            Map<String, Long> orders,
            Map<String, Map<String, ArmSample.Sums>> sums) {
        return new ArmSample(
                members.getOrDefault(arm, 0L), orders.getOrDefault(arm, 0L), sums.getOrDefault(arm, Map.of()));
    }
}
