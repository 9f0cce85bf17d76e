package dev.shopkeeper.recommendation.experiment.statistics;

/** What arms are compared by. The unit is the person in each, never the impression. */
public enum Metric {
    /** Clicks to impressions, of all persons together. */
    CLICK_THROUGH("click_through"),
    /** The share of persons who bought something that is credited to what was shown. */
    CONVERSION("conversion"),
    /** Revenue credited to what was shown, per person. */
    REVENUE("revenue");

    private final String wireName;

    Metric(String wireName) {
        this.wireName = wireName;
    }

    /** {@code click_through}, {@code conversion}, {@code revenue}. */
    public String wireName() {
        return wireName;
    }

    /**
     * The metric of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Metric of(String wireName) {
        for (Metric metric : values()) {
            if (metric.wireName.equals(wireName)) {
                return metric;
            }
        }
        throw new IllegalArgumentException(
                "There is no metric '" + wireName + "'. Maybe click_through, conversion or revenue?");
    }
}
