package dev.shopkeeper.membership.tiering;

import org.jspecify.annotations.Nullable;

/**
 * When a member changes tier. Up as soon as another tier is clearly nearer; down by one tier, and only after the figures have
 * been those of a lower one for some months without a break. A member at the border stays.
 *
 * @param upgradeMargin by how much nearer the higher tier must be, as a share of the distance to the present one
 * @param downgradeAfterDays how long figures must be those of a lower tier
 */
public record TierPolicy(double upgradeMargin, int downgradeAfterDays) {

    /** Ten per cent nearer, and three months. */
    public static final TierPolicy DEFAULT = new TierPolicy(0.10, 90);

    public TierPolicy {
        if (!(upgradeMargin >= 0 && upgradeMargin < 1) || downgradeAfterDays < 0) {
            throw new IllegalArgumentException("A margin of " + upgradeMargin + " and " + downgradeAfterDays
                    + " days. Maybe a share below 1, and days from 0 on?");
        }
    }

    /**
     * Where a member stands now.
     *
     * @param figures null for one who bought nothing in the model's window
     * @param day today, in days since 1970-01-01
     */
    public Standing assess(TierModel model, @Nullable Figures figures, Standing present, long day) {
        Tier nearest = figures == null ? Tier.ORDINARY : model.nearest(figures);
        if (nearest == present.tier()) {
            return new Standing(present.tier(), null);
        }
        if (nearest.above(present.tier())) {
            boolean clearly = figures != null && clearlyNearer(model, figures, present.tier());
            return new Standing(clearly ? nearest : present.tier(), null);
        }
        long since = present.belowSince() == null ? day : Math.min(present.belowSince(), day);
        if (day - since < downgradeAfterDays) {
            return new Standing(present.tier(), since);
        }
        Tier lower = Tier.values()[present.tier().ordinal() - 1];
        return new Standing(lower, nearest == lower ? null : (Long) day);
    }

    private boolean clearlyNearer(TierModel model, Figures figures, Tier present) {
        double[] point = model.standardised(figures);
        double toNearest = Math.sqrt(model.squaredDistance(point, model.nearest(point)));
        double toPresent = Math.sqrt(model.squaredDistance(point, model.nearest(point, present)));
        return toNearest <= (1 - upgradeMargin) * toPresent;
    }
}
