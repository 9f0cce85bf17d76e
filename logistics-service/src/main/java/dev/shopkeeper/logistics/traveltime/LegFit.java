package dev.shopkeeper.logistics.traveltime;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What vans make of the pace of traffic: overhead + driving × factors of the slot, of either zone and of the pair. Found by turns, each
 * by a step of Gauss and Newton on relative errors (so a long leg counts as much as a short one, and the mean is met, not the median),
 * each factor drawn to one by {@link Smoothing#shrinkage()}. Legs that are absurdly far off are left out.
 */
final class LegFit {

    private static final int ROUNDS = 8;
    private static final double ABSURD = 5;
    private static final double LEAST_SCALE = 0.02;
    /** Where durations say nothing of ways, vans still do not drive in no time. */
    private static final double LEAST_FACTOR = 1e-3;
    /** No factor is beyond what six times as slow or as fast would be. */
    private static final double MOST = 1.8;

    private final LegTable legs;
    private final Smoothing smoothing;
    /** Seconds of driving at the pace of traffic. */
    private final double[] driving;

    private final double[] weights;
    private final double[] relative;
    private final double[] share;

    private double overhead;
    private double factor;
    private final double leastFactor;
    private double[] slots = new double[TravelTimeModel.SLOTS];
    private final double[] zones;
    private final Map<Long, Integer> pairNumbers = new TreeMap<>();
    private final int[] pairOf;
    private final double[] pairs;

    LegFit(LegTable legs, double[][] traffic, Smoothing smoothing) {
        this.legs = legs;
        this.smoothing = smoothing;
        int size = legs.size();
        this.driving = new double[size];
        this.weights = new double[size];
        this.relative = new double[size];
        this.share = new double[size];
        this.zones = new double[legs.zones() + 1];
        this.pairOf = new int[size];
        for (int i = 0; i < size; i++) {
            int slot = legs.slot()[i];
            driving[i] = legs.metres()[i] * (1 / traffic[legs.from()[i]][slot] + 1 / traffic[legs.to()[i]][slot]) / 2;
            boolean told = legs.from()[i] < legs.zones() && legs.to()[i] < legs.zones();
            long pair = TravelTimeModel.pair(legs.from()[i], legs.to()[i]);
            pairOf[i] = told ? pairNumbers.computeIfAbsent(pair, fresh -> pairNumbers.size()) : -1;
        }
        this.pairs = new double[pairNumbers.size()];
        Arrays.fill(weights, 1);
        this.factor = start();
        this.leastFactor = factor * LEAST_FACTOR;
        for (int round = 0; round < ROUNDS; round++) {
            predict();
            findAbsurd();
            fitLine();
            fitSlots();
            fitZones();
            fitPairs();
            fitLine();
        }
    }

    private double start() {
        double[] paces = new double[legs.size()];
        for (int i = 0; i < paces.length; i++) {
            paces[i] = legs.seconds()[i] / driving[i];
        }
        return Robust.median(paces);
    }

    private double effect(int i) {
        return slots[legs.slot()[i]]
                + (zones[legs.from()[i]] + zones[legs.to()[i]]) / 2
                + (pairOf[i] < 0 ? 0 : pairs[pairOf[i]]);
    }

    private void predict() {
        for (int i = 0; i < relative.length; i++) {
            double drive = factor * driving[i] * Math.exp(effect(i));
            relative[i] = legs.seconds()[i] / (overhead + drive) - 1;
            share[i] = drive / (overhead + drive);
        }
    }

    private void findAbsurd() {
        double centre = Robust.median(relative);
        double most = ABSURD * Math.max(LEAST_SCALE, Robust.scale(relative, centre));
        for (int i = 0; i < relative.length; i++) {
            weights[i] = Math.abs(relative[i] - centre) > most ? 0 : 1;
        }
    }

    private void fitLine() {
        double[] x = new double[relative.length];
        double[] inverse = new double[relative.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = driving[i] * Math.exp(effect(i));
            double predicted = overhead + factor * x[i];
            inverse[i] = weights[i] / (predicted * predicted);
        }
        Line line = Line.fit(x, legs.seconds(), inverse);
        overhead = line.intercept();
        factor = Math.max(leastFactor, line.slope());
        predict();
    }

    private void fitSlots() {
        double[] sums = new double[TravelTimeModel.SLOTS];
        double[] counts = new double[TravelTimeModel.SLOTS];
        for (int i = 0; i < relative.length; i++) {
            int slot = legs.slot()[i];
            sums[slot] += weights[i] * share[i] * (relative[i] + share[i] * slots[slot]);
            counts[slot] += weights[i] * share[i] * share[i];
        }
        double[] found = smoothing.meansOfBoth(sums, counts);
        slots = Arrays.stream(found).map(LegFit::bounded).toArray();
        predict();
    }

    /** Half a step, since both ends of a leg take it at once. */
    private void fitZones() {
        double[] sums = new double[zones.length];
        double[] counts = new double[zones.length];
        for (int i = 0; i < relative.length; i++) {
            int from = legs.from()[i];
            int to = legs.to()[i];
            double slope = share[i] * (from == to ? 1 : 0.5);
            sums[from] += weights[i] * slope * (relative[i] + slope * zones[from]);
            counts[from] += weights[i] * slope * slope;
            if (from != to) {
                sums[to] += weights[i] * slope * (relative[i] + slope * zones[to]);
                counts[to] += weights[i] * slope * slope;
            }
        }
        for (int zone = 0; zone < legs.zones(); zone++) {
            double found = sums[zone] / (counts[zone] + smoothing.shrinkage());
            zones[zone] = bounded((zones[zone] + found) / 2);
        }
        predict();
    }

    private void fitPairs() {
        double[] sums = new double[pairs.length];
        double[] counts = new double[pairs.length];
        for (int i = 0; i < relative.length; i++) {
            int pair = pairOf[i];
            if (pair >= 0) {
                sums[pair] += weights[i] * share[i] * (relative[i] + share[i] * pairs[pair]);
                counts[pair] += weights[i] * share[i] * share[i];
            }
        }
        for (int pair = 0; pair < pairs.length; pair++) {
            pairs[pair] = bounded(sums[pair] / (counts[pair] + smoothing.shrinkage()));
        }
        predict();
    }

    private static double bounded(double effect) {
        return Math.clamp(effect, -MOST, MOST);
    }

    double overhead() {
        return overhead;
    }

    int dropped() {
        return (int) Arrays.stream(weights).filter(weight -> weight == 0).count();
    }

    /** {@code double[SLOTS]}, the factor of all legs in it. */
    double[] slotFactors() {
        return Arrays.stream(slots).map(slot -> factor * Math.exp(slot)).toArray();
    }

    /** {@code double[zones + 1]}, to be multiplied for either end. */
    double[] zoneFactors() {
        return Arrays.stream(zones).map(zone -> Math.exp(zone / 2)).toArray();
    }

    /** By the number of the pair, {@link TravelTimeModel#pair}. */
    Map<Long, Double> pairFactors() {
        Map<Long, Double> factors = new TreeMap<>();
        pairNumbers.forEach((pair, number) -> factors.put(pair, Math.exp(pairs[number])));
        return factors;
    }
}
