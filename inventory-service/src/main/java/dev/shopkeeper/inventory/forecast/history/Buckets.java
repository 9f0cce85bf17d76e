package dev.shopkeeper.inventory.forecast.history;

import dev.shopkeeper.inventory.forecast.ensemble.Series;
import dev.shopkeeper.inventory.forecast.history.DemandSeries.Note;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Cuts histories into buckets that end with the last whole day known, so that the first bucket of a forecast begins with the
 * next. A day without news is a day without demand. Orders say how much was wanted, the ledger where it was sold from; of an
 * item that nobody ordered the ledger's sales are the demand.
 *
 * @param until first day that is not known any more, in days since 1970-01-01
 * @param days of a bucket
 * @param most buckets at most, the latest
 */
public record Buckets(long until, int days, int most) {

    private static final int SHORT = 8;
    /** A bucket is made up for from as many before it that had stock. */
    private static final int NEIGHBOURS = 4;

    /** One series a location, in their order, and one of all together in front where there are several. */
    public List<DemandSeries> cut(ItemHistory history) {
        int count = (int) Math.min(most, Math.floorDiv(until - history.firstDay(), (long) days));
        if (history.firstDay() == Long.MAX_VALUE || count < 1) {
            return List.of();
        }
        List<String> locations = history.locations();
        boolean ordersKnown = history.ordered().values().stream().anyMatch(units -> units > 0);
        Set<Note> notes = EnumSet.noneOf(Note.class);
        long[] ordered = sums(history.ordered(), count, notes);
        List<long[]> sold = locations.stream()
                .map(location -> sums(history.sold(location), count, notes))
                .toList();
        if (!ordersKnown) {
            notes.add(Note.LEDGER_ONLY);
        }
        List<DemandSeries> all = new ArrayList<>();
        List<long[]> demands = ordersKnown && !locations.isEmpty() ? split(ordered, sold) : sold;
        List<double[]> empty = locations.stream()
                .map(location -> emptyDays(history.emptyShare(location), count))
                .toList();
        if (locations.size() != 1) {
            long[] total = ordersKnown ? ordered : total(sold, count);
            double[] nowhere = new double[count];
            for (int b = 0; b < count; b++) {
                int bucket = b;
                nowhere[b] =
                        empty.stream().mapToDouble(one -> one[bucket]).min().orElse(0);
            }
            all.add(series(history, null, total, nowhere, notes));
        }
        for (int l = 0; l < locations.size(); l++) {
            all.add(series(history, locations.get(l), demands.get(l), empty.get(l), notes));
        }
        return all;
    }

    private DemandSeries series(
            ItemHistory history, @Nullable String location, long[] demand, double[] empty, Set<Note> found) {
        Set<Note> notes = found.isEmpty() ? EnumSet.noneOf(Note.class) : EnumSet.copyOf(found);
        double[] values = new double[demand.length];
        for (int b = 0; b < values.length; b++) {
            double share = empty[b] / days;
            if (share >= 0.5) {
                notes.add(Note.STOCK_OUTS);
                values[b] = Math.max(demand[b], before(values, empty, b));
            } else {
                values[b] = Math.rint(demand[b] / (1 - share));
            }
        }
        if (demand.length < SHORT) {
            notes.add(Note.SHORT_HISTORY);
        }
        if (Arrays.stream(demand).allMatch(units -> units == 0)) {
            notes.add(Note.NEVER_SOLD);
        }
        String key = location == null ? history.itemId() : history.itemId() + "\n" + location;
        int offset = (int) (Math.floorDiv(until, days) - demand.length);
        return new DemandSeries(
                history.itemId(),
                location,
                new Series(key, values, offset),
                empty,
                history.returned().values().stream().mapToLong(Long::longValue).sum(),
                List.copyOf(notes));
    }

    /** The mean of the latest buckets that had stock, in whole units. */
    private double before(double[] values, double[] empty, int bucket) {
        double sum = 0;
        int count = 0;
        for (int b = bucket - 1; b >= 0 && count < NEIGHBOURS; b--) {
            if (empty[b] / days < 0.5) {
                sum += values[b];
                count++;
            }
        }
        return count == 0 ? 0 : Math.rint(sum / count);
    }

    /** By bucket; a day on which more was cancelled than ordered counts as none. */
    private long[] sums(SortedMap<Long, Long> byDay, int count, Set<Note> notes) {
        long[] sums = new long[count];
        byDay.forEach((day, units) -> {
            int bucket = bucket(day, count);
            if (bucket >= 0 && bucket < count) {
                if (units < 0) {
                    notes.add(Note.NEGATIVE_DEMAND);
                }
                sums[bucket] += Math.max(0, units);
            }
        });
        return sums;
    }

    private double[] emptyDays(SortedMap<Long, Double> shares, int count) {
        double[] sums = new double[count];
        shares.forEach((day, share) -> {
            int bucket = bucket(day, count);
            if (bucket >= 0 && bucket < count) {
                sums[bucket] = Math.min(days, sums[bucket] + share);
            }
        });
        return sums;
    }

    private int bucket(long day, int count) {
        return (int) Math.clamp(
                Math.floorDiv(day - (until - (long) count * days), (long) days), -1L, Integer.MAX_VALUE);
    }

    private static long[] total(List<long[]> parts, int count) {
        long[] total = new long[count];
        for (long[] part : parts) {
            for (int b = 0; b < count; b++) {
                total[b] += part[b];
            }
        }
        return total;
    }

    /** What was ordered, in whole units, over the places it was sold from in that bucket, or else in all. */
    private static List<long[]> split(long[] ordered, List<long[]> sold) {
        int places = sold.size();
        List<long[]> split = new ArrayList<>();
        double[] everywhere = new double[places];
        for (int p = 0; p < places; p++) {
            split.add(new long[ordered.length]);
            everywhere[p] = Arrays.stream(sold.get(p)).sum();
        }
        double[] owed = new double[places];
        for (int b = 0; b < ordered.length; b++) {
            double[] shares = new double[places];
            for (int p = 0; p < places; p++) {
                shares[p] = sold.get(p)[b];
            }
            if (Arrays.stream(shares).sum() == 0) {
                shares = everywhere.clone();
            }
            double sum = Arrays.stream(shares).sum();
            for (int p = 0; p < places; p++) {
                owed[p] += ordered[b] * (sum == 0 ? 1.0 / places : shares[p] / sum);
            }
            // Unit by unit to whom most is owed, so that nothing is lost to rounding over the years.
            for (long unit = 0; unit < ordered[b]; ) {
                int most = 0;
                for (int p = 1; p < places; p++) {
                    most = owed[p] > owed[most] + 1e-9 ? p : most;
                }
                long given = Math.clamp((long) Math.floor(owed[most]), 1, ordered[b] - unit);
                split.get(most)[b] += given;
                owed[most] -= given;
                unit += given;
            }
        }
        return split;
    }
}
