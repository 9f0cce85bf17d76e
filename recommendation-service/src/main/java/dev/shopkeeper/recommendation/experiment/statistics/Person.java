package dev.shopkeeper.recommendation.experiment.statistics;

/**
 * What one person saw and did in an experiment.
 *
 * @param impressions items shown
 * @param clicks items shown that were clicked, at most {@code impressions}
 * @param conversions purchases of items that are credited to what was shown
 * @param revenue of those purchases, in one currency
 */
public record Person(long impressions, long clicks, long conversions, double revenue) {

    public Person {
        if (clicks < 0 || impressions < clicks || conversions < 0 || !Double.isFinite(revenue)) {
            throw new IllegalArgumentException("A person of impressions=" + impressions + ", clicks=" + clicks
                    + ", conversions=" + conversions + ", revenue=" + revenue
                    + ". Maybe clicks were counted that no impression belongs to?");
        }
    }
}
