package dev.shopkeeper.inventory.replenishment.policy;

/**
 * In what quantities a supplier sells.
 *
 * @param minimum smallest quantity of an order, in units
 * @param casePack units in a case; orders are whole cases
 */
public record OrderTerms(long minimum, long casePack) {

    /** @throws IllegalArgumentException if one of them is not positive */
    public OrderTerms {
        if (minimum < 1 || casePack < 1) {
            throw new IllegalArgumentException("A minimum of " + minimum + " units in cases of " + casePack
                    + " cannot be ordered. Maybe 1 is meant where there is no limit?");
        }
    }

    /** The smallest quantity that can be ordered and is at least this many units. */
    public long atLeast(long units) {
        long wanted = Math.max(units, minimum);
        return Math.multiplyExact(Math.ceilDiv(wanted, casePack), casePack);
    }

    /** The largest number of whole cases within this many units. */
    long atMost(long units) {
        return units / casePack * casePack;
    }
}
