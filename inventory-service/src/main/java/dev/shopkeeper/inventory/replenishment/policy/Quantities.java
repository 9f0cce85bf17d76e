package dev.shopkeeper.inventory.replenishment.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From levels to a quantity, by the supplier's terms, with terms that add up to it. */
final class Quantities {

    private static final double MOST = 1e15;

    private Quantities() {}

    static Order order(
            ReorderLevels levels,
            NetPosition position,
            OrderTerms terms,
            @Nullable Double sellable,
            MinimumAboveShelfLife minimumAboveShelfLife) {
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
            return aboveShelfLife(sum, missing, cap, smallest, minimumAboveShelfLife);
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

    private static Order aboveShelfLife(
            Sum sum, long missing, long cap, long smallest, MinimumAboveShelfLife minimumAboveShelfLife) {
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
