package dev.shopkeeper.inventory.replenishment.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Periodic review with a reorder point and an order-up-to level, (R, s, S), for a target fill rate: the share of demand
 * that is met at once from stock. What is missing is taken to be delivered later.
 *
 * <p>An order is placed when the position has fallen {@code U} below {@code s}, and with {@code Y} the demand over the
 * lead time, {@code V = Y + U} of {@code s} is gone when it arrives. Of an order cycle, whose demand is {@code w = S − s +
 * E[U]}, the units short are then
 *
 * <pre>
 * E[(V − s)⁺] − E[(V − s − w)⁺]
 * </pre>
 *
 * the first what is missing before the receipt, the second what was missing after the one before (Silver, Pyke and Thomas
 * (2017), Inventory and Production Management in Supply Chains, 4th ed., section 6.7). The mean and variance of {@code U}
 * are those of the excess of a renewal process, by which Tijms and Groenevelt (1984), Simple approximations for the
 * reorder point in periodic and continuous review (s, S) inventory systems with service level constraints, European Journal
 * of Operational Research 17(2), 175–190, correct for the review; its third moment is taken as a gamma distribution's. That
 * holds for lots of at least {@value #LEAST_REVIEWS} reviews' demand; below, every review is taken to order, and {@code U} to be
 * all that is demanded between two, which is on the careful side.
 *
 * <p>The variance of demand over the lead time is {@code v + d² σ²}: the outlook's own over the expected interval and, with
 * {@code d} units a day, that of a lead time with standard deviation {@code σ} (Silver, Pyke and Thomas, section 6.10).
 * Immutable and thread-safe.
 *
 * @param targetFillRate share of demand met at once, above 0 and below 1
 * @param minimumAboveShelfLife what to do where a minimum is more than can be sold
 */
public record ReorderPolicy(double targetFillRate, MinimumAboveShelfLife minimumAboveShelfLife) {

    private static final double LEAST_REVIEWS = 1.5;
    private static final int THOUSANDTHS = 3;
    private static final double MOST = 1e15;

    /** @throws IllegalArgumentException if the fill rate is no share that can be aimed at */
    public ReorderPolicy {
        if (!(targetFillRate > 0 && targetFillRate < 1)) {
            throw new IllegalArgumentException("A target fill rate of " + targetFillRate
                    + " cannot be met from a finite stock. Maybe 0.95 is meant?");
        }
    }

    /**
     * When to order and up to where.
     *
     * @param protection outlook over the expected lead time and one review
     * @param untilReceipt outlook over the expected lead time alone
     * @param leadTime of the supplier; the two outlooks are over its mean
     * @param lot {@code S − s}; 0 where nothing is demanded
     * @param smallest the smallest quantity that the supplier sells: no cycle is shorter than that lasts
     * @param position what is there and coming, in units
     */
    public ReorderLevels levels(
            IntervalDemand protection,
            IntervalDemand untilReceipt,
            LeadTime leadTime,
            EconomicLot lot,
            long smallest,
            NetPosition position) {
        BigDecimal expected = BigDecimal.valueOf(protection.mean()).setScale(THOUSANDTHS, RoundingMode.HALF_EVEN);
        double late = protection.meanPerDay() * leadTime.deviationDays();
        IntervalDemand larger =
                new IntervalDemand(protection.days(), protection.mean(), protection.variance() + late * late);
        IntervalDemand smaller = new IntervalDemand(
                untilReceipt.days(),
                Math.min(untilReceipt.mean(), protection.mean()),
                Math.min(untilReceipt.variance() + late * late, larger.variance()));
        double stockout = DemandDistribution.of(larger).tail(position.net());
        if (protection.mean() <= 0) {
            return new ReorderLevels(expected, 0, 0, stockout);
        }
        if (!(larger.mean() + 10 * Math.sqrt(larger.variance()) < MOST)) {
            throw new ArithmeticException("Demand of " + larger.mean() + " units with variance " + larger.variance()
                    + " is beyond any stock. Maybe a quantity sold was mistyped?");
        }
        Cycle cycle = Cycle.of(larger, smaller, Math.max(lot.units(), smallest));
        long reorderPoint = cycle.reorderPoint(1 - targetFillRate);
        return new ReorderLevels(expected, reorderPoint, Math.addExact(reorderPoint, lot.units()), stockout);
    }

    /**
     * One order cycle.
     *
     * @param gone of the reorder point when the order arrives
     * @param width demand of the cycle in whole units
     * @param start a reorder point that may be enough
     */
    private record Cycle(DemandDistribution gone, long width, double start) {

        static Cycle of(IntervalDemand larger, IntervalDemand smaller, long lot) {
            double start = larger.mean() + Math.sqrt(larger.variance());
            double review = larger.mean() - smaller.mean();
            if (review <= 0 || lot < LEAST_REVIEWS * review) {
                return new Cycle(DemandDistribution.of(larger), Math.max(1, (long) Math.ceil(review)), start);
            }
            double square = Math.max(0, larger.variance() - smaller.variance()) / (review * review);
            boolean counted = larger.variance() > 0 && larger.mean() < DemandDistribution.FAST;
            // whole units fall below a level by half a unit less than a continuum does
            double excess = Math.max(0, (review * (1 + square) - (counted ? 1 : 0)) / 2);
            double excessSquare = review * review * (1 + square) * (1 + 2 * square) / 3;
            double excessVariance = Math.max(0, excessSquare - excess * excess);
            IntervalDemand gone = new IntervalDemand(
                    larger.days(),
                    smaller.mean() + excess,
                    larger.variance() > 0 ? smaller.variance() + excessVariance : 0);
            return new Cycle(DemandDistribution.of(gone), lot + Math.round(excess), start);
        }

        /** The share of demand that is short; it falls as the reorder point rises. */
        private double shortShare(long s) {
            return (gone.loss(s) - gone.loss(s + width)) / width;
        }

        /** The least reorder point at which no larger share is short. */
        long reorderPoint(double allowed) {
            if (shortShare(0) <= allowed) {
                return 0;
            }
            long below = 0;
            long enough = (long) Math.ceil(start);
            while (shortShare(enough) > allowed) {
                below = enough;
                enough = Math.multiplyExact(2, Math.max(1, enough));
            }
            while (enough - below > 1) {
                long middle = below + (enough - below) / 2;
                if (shortShare(middle) <= allowed) {
                    enough = middle;
                } else {
                    below = middle;
                }
            }
            return enough;
        }
    }

    /**
     * How much to order now.
     *
     * @param levels when to order and up to where
     * @param position what is there and coming
     * @param terms in what quantities the supplier sells
     * @param sellable units that can be expected to sell until what is ordered now expires, or null where it does not
     */
    public Order order(ReorderLevels levels, NetPosition position, OrderTerms terms, @Nullable Double sellable) {
        Sum sum = new Sum();
        sum.add(TermKind.EXPECTED_DEMAND, levels.expectedDemand());
        sum.add(TermKind.SAFETY_STOCK, levels.safetyStock());
        sum.add(TermKind.LOT, levels.lot());
        sum.add(TermKind.ON_HAND, -position.onHand());
        sum.add(TermKind.ALLOCATED, position.allocated());
        sum.add(TermKind.BACKORDERS, position.backorders());
        sum.add(TermKind.ON_ORDER, -position.onOrder());
        sum.add(TermKind.DRAFTS, -position.drafts());
        long net = position.net();
        long missing = Math.subtractExact(levels.orderUpTo(), net);
        if (net > levels.reorderPoint() || missing <= 0) {
            sum.add(TermKind.NOT_DUE, -missing);
            return sum.order(0, Binding.NOT_DUE);
        }
        Long cap = sellable == null ? null : cap(sellable, net);
        long smallest = terms.atLeast(1);
        if (cap != null && cap < smallest) {
            return aboveShelfLife(sum, missing, cap, smallest);
        }
        long wanted = cap == null ? missing : Math.min(missing, cap);
        sum.add(TermKind.SHELF_LIFE, wanted - missing);
        long least = Math.max(wanted, terms.minimum());
        sum.add(TermKind.MINIMUM, least - wanted);
        long quantity = terms.atLeast(least);
        if (cap != null && quantity > cap) {
            quantity = terms.atMost(cap);
        }
        sum.add(TermKind.CASE_PACK, quantity - least);
        Binding binding = Binding.ORDER_UP_TO;
        if (wanted < missing) {
            binding = Binding.SHELF_LIFE;
        } else if (least > wanted) {
            binding = Binding.MINIMUM;
        } else if (quantity != least) {
            binding = Binding.CASE_PACK;
        }
        return sum.order(quantity, binding);
    }

    /** What can still be sold beyond the position, in whole units. */
    private static long cap(double sellable, long net) {
        return (long) Math.clamp(Math.floor(sellable - net), 0, MOST);
    }

    private Order aboveShelfLife(Sum sum, long missing, long cap, long smallest) {
        long wanted = Math.min(missing, cap);
        sum.add(TermKind.SHELF_LIFE, wanted - missing);
        if (minimumAboveShelfLife == MinimumAboveShelfLife.WITHHOLD) {
            sum.add(TermKind.MINIMUM_ABOVE_SHELF_LIFE, -wanted);
            return sum.order(0, Binding.MINIMUM_ABOVE_SHELF_LIFE);
        }
        sum.add(TermKind.MINIMUM_ABOVE_SHELF_LIFE, smallest - wanted);
        return sum.order(smallest, Binding.MINIMUM_ABOVE_SHELF_LIFE);
    }

    /** Terms as they are added up; those that are nothing are left out, except what every position consists of. */
    private static final class Sum {

        private final List<Term> terms = new ArrayList<>();

        void add(TermKind kind, long units) {
            add(kind, BigDecimal.valueOf(units));
        }

        void add(TermKind kind, BigDecimal units) {
            if (units.signum() != 0 || kind.compareTo(TermKind.NOT_DUE) < 0) {
                terms.add(new Term(kind, units));
            }
        }

        Order order(long quantity, Binding binding) {
            return new Order(quantity, binding, terms);
        }
    }
}
