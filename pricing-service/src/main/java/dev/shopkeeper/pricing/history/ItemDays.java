package dev.shopkeeper.pricing.history;

import dev.shopkeeper.pricing.elasticity.ItemWeeks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an item, day by day. Days are counted from 1970-01-01 (UTC). Built up by adding; not thread-safe.
 *
 * <p>The price of a day is what it was sold for, else what visitors were shown, else that of the nearest such day within
 * three, else that of the ledger, else the usual one. Prices of browsers are no proof, so that any that is not within a fifth
 * to five times the list price is left out.
 */
public final class ItemDays {

    private static final double FARTHEST = 5;
    private static final int NEAR_DAYS = 3;
    private static final double SECONDS_A_DAY = 86_400;

    private final String itemId;
    private final String category;
    private final @Nullable String brand;
    private final double listPrice;
    private final Map<Long, Double> units = new HashMap<>();
    private final Map<Long, Double> sold = new HashMap<>();
    private final Map<Long, Double> seen = new HashMap<>();
    private final NavigableMap<Long, Double> ledger = new TreeMap<>();
    private final Map<Long, Double> views = new HashMap<>();
    private final Map<Long, double[]> competitors = new HashMap<>();
    private final Map<String, NavigableMap<Double, Boolean>> availability = new TreeMap<>();
    private long firstDay = Long.MAX_VALUE;

    /**
     * An item of which nothing is known yet.
     *
     * @param listPrice above 0
     */
    public ItemDays(String itemId, String category, @Nullable String brand, double listPrice) {
        this.itemId = itemId;
        this.category = category;
        this.brand = brand;
        this.listPrice = listPrice;
    }

    /**
     * Adds what was ordered on a day.
     *
     * @param net of what was cancelled; may be negative where only the cancellation is of that day
     * @param price mean of what was paid a unit; NaN for none
     */
    public void addOrdered(long day, double net, double price) {
        units.merge(day, net, Double::sum);
        if (plausible(price)) {
            sold.put(day, price);
        }
        since(day);
    }

    /** Adds what visitors were shown on a day. */
    public void addSeen(long day, double price) {
        if (plausible(price)) {
            seen.put(day, price);
            since(day);
        }
    }

    /** Adds a price that came into force on a day. */
    public void addLedger(long day, double price) {
        if (price > 0) {
            ledger.put(day, price);
            since(day);
        }
    }

    /** Adds views of a day. */
    public void addViews(long day, double count) {
        views.merge(day, count, Double::sum);
    }

    /** Adds what a competitor asked on a day. */
    public void addCompetitor(long day, double price) {
        if (plausible(price)) {
            double[] sum = competitors.computeIfAbsent(day, same -> new double[2]);
            sum[0] += Math.log(price);
            sum[1]++;
        }
    }

    /** From this moment on (seconds since 1970) the item could be had at a location, or could not. */
    public void addAvailability(String locationId, double since, boolean available) {
        availability.computeIfAbsent(locationId, location -> new TreeMap<>()).put(since, available);
        since((long) Math.floor(since / SECONDS_A_DAY));
    }

    private void since(long day) {
        firstDay = Math.min(firstDay, day);
    }

    private boolean plausible(double price) {
        return price >= listPrice / FARTHEST && price <= listPrice * FARTHEST;
    }

    /** {@link Long#MAX_VALUE} where nothing is known. */
    public long firstDay() {
        return firstDay;
    }

    /**
     * The latest weeks.
     *
     * @param until the first day that is not known any more
     * @return null where nothing is known of a whole week of them
     */
    public @Nullable ItemWeeks weeks(long until, int weeks) {
        if (firstDay == Long.MAX_VALUE || firstDay > until - 7) {
            return null;
        }
        int first = (int) Math.max(0, weeks - Math.floorDiv(until - firstDay, 7));
        double[] logPrice = new double[weeks];
        double[] sums = new double[weeks];
        double[] soldOut = new double[weeks];
        double[] logCompetitor = new double[weeks];
        double[] interest = new double[weeks];
        double usual = usual();
        for (int week = 0; week < weeks; week++) {
            long from = until - 7L * (weeks - week);
            double competitor = 0;
            double looks = 0;
            for (long day = from; day < from + 7; day++) {
                logPrice[week] += Math.log(price(day, usual)) / 7;
                sums[week] += units.getOrDefault(day, 0.0);
                interest[week] += views.getOrDefault(day - 7, 0.0);
                double[] asked = competitors.getOrDefault(day, new double[2]);
                competitor += asked[0];
                looks += asked[1];
            }
            sums[week] = Math.max(0, sums[week]);
            logCompetitor[week] = looks == 0 ? Double.NaN : competitor / looks;
            soldOut[week] = soldOut(from * SECONDS_A_DAY, (from + 7) * SECONDS_A_DAY);
        }
        return new ItemWeeks(itemId, category, brand, first, sums, logPrice, soldOut, logCompetitor, interest);
    }

    private double price(long day, double usual) {
        Double own = observed(day);
        for (int away = 1; own == null && away <= NEAR_DAYS; away++) {
            own = observed(day - away);
            own = own == null ? observed(day + away) : own;
        }
        if (own == null) {
            Map.Entry<Long, Double> inForce = ledger.floorEntry(day);
            own = inForce == null ? null : inForce.getValue();
        }
        return own == null ? usual : own;
    }

    private @Nullable Double observed(long day) {
        Double price = sold.get(day);
        return price == null ? seen.get(day) : price;
    }

    private double usual() {
        List<Double> all = new ArrayList<>(seen.values());
        all.addAll(sold.values());
        if (all.isEmpty()) {
            return ledger.isEmpty() ? listPrice : ledger.firstEntry().getValue();
        }
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The share of a time in which no location had the item; NaN where one of them is not known all the time. */
    private double soldOut(double from, double until) {
        if (availability.isEmpty()) {
            return Double.NaN;
        }
        double[] moments = availability.values().stream()
                .flatMap(changes -> changes.subMap(from, true, until, false).keySet().stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[] cuts = Arrays.copyOf(moments, moments.length + 2);
        cuts[moments.length] = from;
        cuts[moments.length + 1] = until;
        Arrays.sort(cuts);
        double empty = 0;
        boolean known = false;
        for (int i = 0; i + 1 < cuts.length; i++) {
            boolean any = false;
            boolean told = false;
            for (NavigableMap<Double, Boolean> changes : availability.values()) {
                Map.Entry<Double, Boolean> state = changes.floorEntry(cuts[i]);
                told |= state != null;
                any |= state != null && state.getValue();
            }
            if (!told && cuts[i + 1] > cuts[i]) {
                return Double.NaN;
            }
            known |= told;
            empty += any ? 0 : cuts[i + 1] - cuts[i];
        }
        return known ? empty / (until - from) : Double.NaN;
    }
}
