package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.inventory.replenishment.policy.EconomicLot;
import dev.shopkeeper.inventory.replenishment.policy.MinimumAboveShelfLife;
import dev.shopkeeper.inventory.replenishment.policy.ReorderPolicy;
import dev.shopkeeper.starter.schedule.PlannedTask;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.replenishment}.
 *
 * @param schedule when a run over everything begins, as a cron expression in UTC; {@code -} for never
 * @param targetFillRate share of demand that is to be met at once from stock
 * @param coverDays days beyond one review that a lot covers where its cost is not known
 * @param orderCost what placing one order costs; with a unit cost in the same currency it decides the lot
 * @param holdingRate what holding a unit for a year costs, as a part of its cost
 * @param minimumAboveShelfLife what to do where a supplier's minimum is more than sells before it expires
 * @param retention how long runs, and proposals that are withheld or decided on, are kept
 */
@ConfigurationProperties("shopkeeper.replenishment")
public record ReplenishmentSettings(
        @DefaultValue("0 0 4 * * *") String schedule,
        @DefaultValue("0.95") double targetFillRate,
        @DefaultValue("7") double coverDays,
        @Nullable Money orderCost,
        @DefaultValue("0.25") double holdingRate,
        @DefaultValue("withhold") MinimumAboveShelfLife minimumAboveShelfLife,
        @DefaultValue("400d") Duration retention) {

    /** A day's later run looks for the day's proposal, and the day may be yesterday, today or tomorrow. */
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(7);

    /** @throws IllegalArgumentException naming the settings that are none */
    public ReplenishmentSettings {
        if (!(targetFillRate > 0 && targetFillRate < 1) || !(coverDays >= 0) || !(holdingRate > 0)) {
            throw new IllegalArgumentException("shopkeeper.replenishment: target-fill-rate is " + targetFillRate
                    + ", cover-days " + coverDays + ", holding-rate " + holdingRate
                    + ". Maybe leave them at 0.95, 7 and 0.25?");
        }
        if (retention.compareTo(SHORTEST_RETENTION) < 0) {
            throw new IllegalArgumentException("shopkeeper.replenishment.retention is " + retention
                    + ", and a day's proposals must outlive the day. Maybe give at least a week, such as 400d?");
        }
        PlannedTask.requireCron("shopkeeper.replenishment.schedule", schedule, "0 0 4 * * *");
    }

    ReorderPolicy policy() {
        return new ReorderPolicy(targetFillRate, minimumAboveShelfLife);
    }

    /**
     * How much it pays to order at once.
     *
     * @param perDay expected units
     * @param unitCost null where it is not known
     * @param reviewDays how often may be ordered
     */
    public EconomicLot lot(double perDay, @Nullable Money unitCost, long reviewDays) {
        if (orderCost != null
                && unitCost != null
                && unitCost.amount().signum() > 0
                && unitCost.currency().equals(orderCost.currency())) {
            return EconomicLot.ofCost(
                    perDay, orderCost.amount().doubleValue(), unitCost.amount().doubleValue(), holdingRate);
        }
        return EconomicLot.ofCover(perDay, reviewDays + coverDays);
    }
}
