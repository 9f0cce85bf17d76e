package dev.shopkeeper.membership.tiering;

/**
 * What a member bought in a window, in figures that a shop understands.
 *
 * @param recencyDays days since the last order of which something was kept
 * @param orders such orders
 * @param money their worth, net of cancellations and returns, in the shop's currency
 * @param variety different widest categories among them, one at least where something was bought
 */
public record Figures(double recencyDays, double orders, double money, double variety) {

    /**
     * @throws IllegalArgumentException for a figure that is negative or not finite
     */
    public Figures {
        require("recency", recencyDays);
        require("orders", orders);
        require("money", money);
        require("variety", variety);
    }

    private static void require(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "The figure '" + name + "' is " + value + ". Maybe leave the member out?");
        }
    }

    /** These, had the member bought some more the day before, each time for as much. */
    Figures and(int more, double worth) {
        return new Figures(1, orders + more, money + more * worth, Math.max(1, variety));
    }
}
