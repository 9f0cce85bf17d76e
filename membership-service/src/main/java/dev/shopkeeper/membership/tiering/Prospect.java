package dev.shopkeeper.membership.tiering;

import org.jspecify.annotations.Nullable;

/**
 * What would change a member's tier.
 *
 * @param higher the higher tier that further orders would reach; the next one where none within {@link #MOST_ORDERS} would;
 *     null for those who are in the highest
 * @param orders the fewest further orders of today, each worth as much as the member's so far, by which tomorrow's look at all
 *     members would give that tier; null where as many as {@link #MOST_ORDERS} would not
 * @param orderWorth what each of them is worth
 * @param lowerFrom days from now without an order after which the figures would be those of a lower tier; 0 where they are
 *     already, null where they would not be within {@link #MOST_DAYS}, or there is no lower one
 */
public record Prospect(
        @Nullable Tier higher,
        @Nullable Integer orders,
        double orderWorth,
        @Nullable Integer lowerFrom) {

    static final int MOST_ORDERS = 50;
    static final int MOST_DAYS = 730;

    /**
     * What would change a member's tier.
     *
     * @param past null for one who never bought anything
     * @param typicalWorth what an order is worth to one who bought nothing in the window
     * @param day today, in days since 1970-01-01
     */
    public static Prospect of(
            TierModel model,
            TierPolicy policy,
            @Nullable MemberPast past,
            Standing standing,
            double typicalWorth,
            long day) {
        Figures figures = past == null ? null : past.figures(day, model.window());
        Tier higher = standing.tier() == Tier.LOYAL
                ? null
                : Tier.values()[standing.tier().ordinal() + 1];
        double worth = figures == null || figures.money() == 0 ? typicalWorth : figures.money() / figures.orders();
        Figures tomorrow = past == null ? null : past.figures(day + 1, model.window());
        Figures base = tomorrow == null ? new Figures(0, 0, 0, 0) : tomorrow;
        Integer orders = null;
        for (int more = 1; higher != null && orders == null && more <= MOST_ORDERS; more++) {
            Tier reached = policy.assess(model, base.and(more, worth), standing, day + 1)
                    .tier();
            if (reached.above(standing.tier())) {
                orders = more;
                higher = reached;
            }
        }
        return new Prospect(higher, orders, worth, lowerFrom(model, past, standing.tier(), day));
    }

    /** Figures fall without an order: the latest becomes older, and early ones leave the window. */
    private static @Nullable Integer lowerFrom(TierModel model, @Nullable MemberPast past, Tier tier, long day) {
        if (tier == Tier.ORDINARY) {
            return null;
        }
        for (int days = 0; days <= MOST_DAYS; days++) {
            Figures later = past == null ? null : past.figures(day + days, model.window());
            if (later == null || tier.above(model.nearest(later))) {
                return days;
            }
        }
        return null;
    }
}
