package dev.shopkeeper.recommendation.experiment.statistics;

/** Adds up the persons of an arm. Not thread-safe. */
public final class ArmTally {

    private final String name;
    private final double share;
    private final Moments clickThrough = new Moments();
    private final Moments conversion = new Moments();
    private final Moments revenue = new Moments();
    private long impressions;
    private long clicks;
    private long conversions;
    private double takings;
    private long clickers;
    private long buyers;

    /**
     * An arm without persons.
     *
     * @param share of all persons who are to be in it, above 0 and below 1
     */
    public ArmTally(String name, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "Arm '" + name + "' has a share of " + share + ". Maybe one between 0 and 1?");
        }
        this.name = name;
        this.share = share;
    }

    /** Adds a person; returns this. */
    public ArmTally add(Person person) {
        return add(person, 1);
    }

    /** Adds {@code times} persons of whom the same is known; returns this. */
    public ArmTally add(Person person, long times) {
        clickThrough.add(person.impressions(), person.clicks(), times);
        conversion.add(1, person.conversions() > 0 ? 1 : 0, times);
        revenue.add(1, person.revenue(), times);
        impressions += person.impressions() * times;
        clicks += person.clicks() * times;
        conversions += person.conversions() * times;
        takings += person.revenue() * times;
        clickers += person.clicks() > 0 ? times : 0;
        buyers += person.conversions() > 0 ? times : 0;
        return this;
    }

    public String name() {
        return name;
    }

    public double share() {
        return share;
    }

    public long persons() {
        return conversion.count();
    }

    public long impressions() {
        return impressions;
    }

    public long clicks() {
        return clicks;
    }

    public long conversions() {
        return conversions;
    }

    public double revenue() {
        return takings;
    }

    /** The metric of this arm, with the standard error over persons. */
    public Estimate estimate(Metric metric) {
        return moments(metric).ratio();
    }

    /**
     * The metric of this arm to be compared with another: its error is no smaller than it would be if persons differed as they do
     * in both together. Where sales are rare and some are large, an arm that has had no large one yet has a low figure and a low
     * error at once, and would be called worse far too often.
     */
    Estimate besides(ArmTally other, Metric metric) {
        Moments own = moments(metric);
        Moments both = own.with(other.moments(metric));
        double error = both.ratio().standardError() * Math.sqrt((double) both.count() / Math.max(1, own.count()));
        return own.ratio().within(error);
    }

    /** Persons for whom the metric's numerator is not zero. */
    long active(Metric metric) {
        return metric == Metric.CLICK_THROUGH ? clickers : buyers;
    }

    private Moments moments(Metric metric) {
        return switch (metric) {
            case CLICK_THROUGH -> clickThrough;
            case CONVERSION -> conversion;
            case REVENUE -> revenue;
        };
    }
}
