package dev.shopkeeper.demo.world;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A seeded source of chance with its own algorithm (SplitMix64, Steele et al. 2014), so that the same seed gives the same
 * bytes on every JDK. Not thread-safe; independent streams come from {@link #of(long, String, long)}.
 */
public final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** A stream of its own for a purpose and a number within it. */
    public static Dice of(long seed, String purpose, long number) {
        long hash = seed;
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash + GOLDEN + b);
        }
        return new Dice(mix(hash + mix(number * GOLDEN + 1)));
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    public double between(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** Uniform in 0 .. bound-1. */
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Standard normal, by Box and Muller. */
    public double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    public double logNormal(double median, double logDeviation) {
        return median * StrictMath.exp(logDeviation * gaussian());
    }

    public double exponential(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /** Gamma with the given shape and mean 1 (Marsaglia and Tsang 2000). */
    public double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * (shape + 1) / shape * StrictMath.pow(1 - uniform(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = gaussian();
            double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
            if (v > 0 && StrictMath.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                return d * v / shape;
            }
        }
    }

    /** Poisson; for means above 30 by the normal approximation. */
    public int poisson(double mean) {
        if (mean > 30) {
            return (int) Math.max(0, Math.round(mean + StrictMath.sqrt(mean) * gaussian()));
        }
        double limit = StrictMath.exp(-mean);
        double product = uniform();
        int count = 0;
        while (product > limit) {
            product *= uniform();
            count++;
        }
        return count;
    }

    public <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }

    /** An index in proportion to the weights. */
    public int weighted(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = uniform() * total;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
