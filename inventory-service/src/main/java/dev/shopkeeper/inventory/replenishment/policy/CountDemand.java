package dev.shopkeeper.inventory.replenishment.policy;

import java.util.Arrays;

/**
 * Slow demand, counted in units: negative binomial where it varies more than a Poisson distribution of its mean, Poisson
 * else. Demand that is said to vary less is taken as Poisson, on the careful side. The probabilities come from the
 * recursion of Panjer (1981), Recursive evaluation of a family of compound distributions, ASTIN Bulletin 12(1), 22–26,
 * which needs no integer parameter and, with means below {@link DemandDistribution#FAST}, does not underflow.
 */
final class CountDemand implements DemandDistribution {

    private static final double NEGLIGIBLE = 1e-16;
    private static final double NEARLY_POISSON = 1e-9;
    private static final int MOST = 500_000;

    /** By units: {@code tail[x] = P(D > x)}, and the loss at {@code x}; beyond the end both are 0. */
    private final double[] tail;

    private final double[] loss;

    private CountDemand(double[] probabilities, int length) {
        tail = new double[length];
        loss = new double[length];
        // from the far end, so that small numbers are added before large ones
        for (int x = length - 2; x >= 0; x--) {
            tail[x] = tail[x + 1] + probabilities[x + 1];
            loss[x] = loss[x + 1] + tail[x];
        }
    }

    static CountDemand of(double mean, double variance) {
        double over = variance - mean;
        double ratio;
        double first;
        double logZero;
        if (over <= NEARLY_POISSON * mean) {
            ratio = 0;
            first = mean;
            logZero = -mean;
        } else {
            double successes = mean * mean / over;
            ratio = over / variance;
            first = successes * ratio;
            logZero = successes * Math.log(mean / variance);
        }
        // p(x) = p(x − 1) (ratio + (first − ratio) / x)
        double[] probabilities = new double[256];
        probabilities[0] = Math.exp(logZero);
        int x = 0;
        while (x < MOST && (x < mean || probabilities[x] > NEGLIGIBLE)) {
            x++;
            if (x == probabilities.length) {
                probabilities = Arrays.copyOf(probabilities, 2 * x);
            }
            probabilities[x] = probabilities[x - 1] * (ratio + (first - ratio) / x);
        }
        return new CountDemand(probabilities, x + 1);
    }

    private static double at(double[] values, long x) {
        return x >= values.length ? 0 : values[(int) Math.max(0, x)];
    }

    @Override
    public double loss(long x) {
        return at(loss, x);
    }

    @Override
    public double tail(long x) {
        return x < 0 ? 1 : at(tail, x);
    }
}
