package dev.shopkeeper.inventory.replenishment.replay;

/**
 * What things cost, in one currency.
 *
 * @param holding a unit through a bucket, by what is there at its end
 * @param order one order
 * @param shortage a unit that cannot be given when it is wanted, whether it is lost or given later
 */
public record ReplayCosts(double holding, double order, double shortage) {

    /** @throws IllegalArgumentException if one is negative or no number */
    public ReplayCosts {
        if (!(holding >= 0 && holding < Double.MAX_VALUE)
                || !(order >= 0 && order < Double.MAX_VALUE)
                || !(shortage >= 0 && shortage < Double.MAX_VALUE)) {
            throw new IllegalArgumentException("Costs of holding " + holding + ", ordering " + order + " and shortage "
                    + shortage + " cannot be added up; none may be negative.");
        }
    }
}
