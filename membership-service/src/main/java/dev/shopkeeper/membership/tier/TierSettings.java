package dev.shopkeeper.membership.tier;

import dev.shopkeeper.membership.tiering.TierPolicy;
import dev.shopkeeper.starter.schedule.PlannedTask;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.tiers}.
 *
 * @param schedule when all members are looked at, as a cron expression in UTC; {@code -} for never
 * @param upgradeMargin by how much nearer a higher tier must be, as a share of the distance to the present one
 * @param downgradeAfter how long figures must be those of a lower tier, in whole days
 * @param retention how long changes of tier and runs are kept
 */
@ConfigurationProperties("shopkeeper.tiers")
record TierSettings(
        @DefaultValue("0 0 2 * * *") String schedule,
        @DefaultValue("0.1") double upgradeMargin,
        @DefaultValue("90d") Duration downgradeAfter,
        @DefaultValue("1095d") Duration retention) {

    private static final Duration SHORTEST_RETENTION = Duration.ofDays(30);

    TierSettings {
        PlannedTask.requireCron("shopkeeper.tiers.schedule", schedule, "0 0 2 * * *");
        if (!(upgradeMargin >= 0 && upgradeMargin < 1) || downgradeAfter.isNegative()) {
            throw new IllegalArgumentException("shopkeeper.tiers: upgrade-margin is " + upgradeMargin
                    + ", downgrade-after " + downgradeAfter + ". Maybe leave them at 0.1 and 90d?");
        }
        if (retention.compareTo(SHORTEST_RETENTION) < 0) {
            throw new IllegalArgumentException(
                    "shopkeeper.tiers.retention is " + retention + ". Maybe give at least a month, such as 1095d?");
        }
    }

    TierPolicy policy() {
        return new TierPolicy(upgradeMargin, Math.toIntExact(downgradeAfter.toDays()));
    }
}
