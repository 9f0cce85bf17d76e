package dev.shopkeeper.logistics.traveltime;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Seconds at a door as a line over the weight. What is absurdly far from the line is left out before the last fit (Hampel 1974), which
 * is by plain least squares, so that it meets the mean and not the median.
 */
record ServiceFit(double seconds, double secondsPerGram, double unweighedSeconds, double spread, int dropped) {

    private static final int ROUNDS = 20;
    /** Standard deviations; those of the robust kind, which are smaller than the others where a distribution has a tail. */
    private static final double ABSURD = 6;
    /** Times without a weight that count as much as what is known of those with one. */
    private static final double SHRINKAGE = 20;

    /** @param services plausible ones, at least one */
    static ServiceFit of(List<ServiceTime> services) {
        List<ServiceTime> weighed = services.stream()
                .filter(service -> service.weightGrams() != null)
                .toList();
        double[] bare = services.stream()
                .filter(service -> service.weightGrams() == null)
                .mapToDouble(ServiceTime::seconds)
                .toArray();
        double[] keptBare = kept(bare);
        if (weighed.isEmpty()) {
            double mean = Arrays.stream(keptBare).average().orElse(0);
            return new ServiceFit(mean, 0, mean, deviation(keptBare, mean), bare.length - keptBare.length);
        }
        double[] x = weighed.stream()
                .mapToDouble(service -> Objects.requireNonNull(service.weightGrams()))
                .toArray();
        double[] y = weighed.stream().mapToDouble(ServiceTime::seconds).toArray();
        double[] weights = new double[x.length];
        Arrays.fill(weights, 1);
        // where all weigh the same, nothing says what weight does
        double[] slopes = Arrays.stream(x).distinct().count() > 1 ? x : new double[x.length];
        Line line = new Line(Robust.median(y), 0);
        for (int round = 0; round < ROUNDS; round++) {
            double[] rests = rests(line, x, y);
            double scale = Math.max(1, Robust.scale(rests, 0));
            for (int i = 0; i < rests.length; i++) {
                weights[i] = Math.abs(rests[i]) > ABSURD * scale ? 0 : 1;
            }
            line = Line.fit(slopes, y, weights);
        }
        double sum = 0;
        double squares = 0;
        double count = 0;
        double[] rests = rests(line, x, y);
        for (int i = 0; i < rests.length; i++) {
            count += weights[i];
            sum += weights[i] * line.at(x[i]);
            squares += weights[i] * rests[i] * rests[i];
        }
        double mean = sum / count;
        double unweighed = (mean * SHRINKAGE + Arrays.stream(keptBare).sum()) / (SHRINKAGE + keptBare.length);
        return new ServiceFit(
                line.intercept(),
                line.slope(),
                unweighed,
                Math.sqrt(squares / count),
                (int) (x.length - count) + bare.length - keptBare.length);
    }

    private static double[] kept(double[] seconds) {
        double median = Robust.median(seconds);
        double most = ABSURD * Math.max(1, Robust.scale(seconds, median));
        return Arrays.stream(seconds)
                .filter(value -> Math.abs(value - median) <= most)
                .toArray();
    }

    private static double[] rests(Line line, double[] x, double[] y) {
        double[] rests = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            rests[i] = y[i] - line.at(x[i]);
        }
        return rests;
    }

    private static double deviation(double[] values, double mean) {
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }
}
