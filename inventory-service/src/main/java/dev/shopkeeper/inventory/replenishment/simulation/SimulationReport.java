package dev.shopkeeper.inventory.replenishment.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.inventory.replenishment.replay.ReplayStep;
import dev.shopkeeper.inventory.replenishment.replay.ReplaySummary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have done, with the policy that proposes orders now beside it, in one and the same world.
 *
 * @param until first day that is not replayed any more
 * @param bucketDays days of a bucket
 * @param forecast by what both expected demand: never by more than was known then
 * @param items how many were replayed
 * @param asked the policy that was asked about
 * @param present the policy by which orders are proposed now
 * @param curve the policy asked about at a series of targets; empty where its levels are given
 * @param presentCurve the present policy at the same targets
 * @param byItem item by item
 * @param skipped items of which too little is known, with why
 * @param path bucket by bucket of the policy asked about, where a single item was named
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SimulationReport(
        LocalDate until,
        long bucketDays,
        String forecast,
        long items,
        SimulatedPolicy asked,
        SimulatedPolicy present,
        List<SimulatedPolicy> curve,
        List<SimulatedPolicy> presentCurve,
        List<SimulatedItem> byItem,
        List<SkippedItem> skipped,
        @Nullable List<ReplayStep> path) {

    private static final int PLACES = 4;

    /**
     * A policy and what came of it.
     *
     * @param target what it aimed at, in which meaning; absent where its levels are given
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SimulatedPolicy(String policy, @Nullable TargetSpec target, SimulatedFigures figures) {}

    /** What came of one item. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SimulatedItem(
            String itemId, @Nullable String itemClass, SimulatedFigures asked, SimulatedFigures present) {}

    /** An item that was not replayed. */
    public record SkippedItem(String itemId, String message) {}

    /**
     * Figures of a replay; {@code opening + received = sold + wasted + left}.
     *
     * @param fillRate share of demand met at once; absent where nothing was demanded
     * @param cycleService share of order cycles in which nothing was missing; absent where none has ended
     * @param stockOutShare share of buckets in which something was missing
     * @param averageStock mean units of an item on hand at the end of a bucket
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SimulatedFigures(
            @Nullable BigDecimal fillRate,
            @Nullable BigDecimal cycleService,
            BigDecimal stockOutShare,
            BigDecimal averageStock,
            long demanded,
            long metAtOnce,
            long opening,
            long received,
            long sold,
            long wasted,
            long left,
            long orders,
            long ordered,
            BigDecimal holdingCost,
            BigDecimal orderCost,
            BigDecimal shortageCost,
            BigDecimal cost) {

        static SimulatedFigures of(ReplaySummary summary) {
            Double fillRate = summary.fillRate();
            Double cycleService = summary.cycleService();
            return new SimulatedFigures(
                    fillRate == null ? null : rounded(fillRate),
                    cycleService == null ? null : rounded(cycleService),
                    rounded(summary.stockOutShare()),
                    rounded(summary.averageStock()),
                    summary.demanded(),
                    summary.metAtOnce(),
                    summary.opening(),
                    summary.received(),
                    summary.sold(),
                    summary.wasted(),
                    summary.left(),
                    summary.orders(),
                    summary.ordered(),
                    rounded(summary.holdingCost()),
                    rounded(summary.orderCost()),
                    rounded(summary.shortageCost()),
                    rounded(summary.cost()));
        }
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(PLACES, RoundingMode.HALF_EVEN);
    }
}
