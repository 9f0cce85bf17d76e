package dev.shopkeeper.recommendation.popularity;

import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.time.Duration;
import java.util.Arrays;

/**
 * Decayed popularity of items, numbered from zero.
 *
 * <p>Forward decay gives an interaction at time t the weight {@code w · 2^(t/h)}, for a half-life h, and divides by
 * {@code 2^(now/h)} only when it is read; so nothing has to be touched as time passes and the order in which
 * interactions arrive does not matter. The numbers would soon leave the range of a double, so each is kept as a whole
 * number of quanta under its power of two: {@code 2^(t/h) = 2^e · 2^f} with e whole and f in [0, 1), and per item and e
 * the sum of {@code w · 2^f} is an exact long. The state is therefore <em>exactly</em> the same in whatever order
 * interactions are added, and a subtraction exactly undoes an addition. Powers more than {@value #DEPTH} half-lives
 * below an item's newest are dropped: together they weigh less than a double can show beside it.
 *
 * <p>Not thread-safe.
 */
public final class DecayedPopularity {

    /** Half-lives kept below an item's newest. */
    static final int DEPTH = 60;

    private static final double QUANTA = 1 << 20;

    private final double halfLifeMillis;
    private final Int2ObjectMap<Sums> byItem = new Int2ObjectOpenHashMap<>();

    /** @param halfLife after which an interaction weighs half as much */
    public DecayedPopularity(Duration halfLife) {
        if (halfLife.toMillis() < 1000) {
            throw new IllegalArgumentException(
                    "half-life is " + halfLife + ". Maybe give at least one second, or days: 14d?");
        }
        this.halfLifeMillis = halfLife.toMillis();
    }

    /**
     * Adds one interaction.
     *
     * @param epochMillis when it happened
     * @param weight what it is worth; negative to undo an earlier addition of the same time and weight
     */
    public void add(int item, long epochMillis, double weight) {
        double halfLives = epochMillis / halfLifeMillis;
        int exponent = (int) Math.floor(halfLives);
        long quanta = Math.round(weight * StrictMath.pow(2, halfLives - exponent) * QUANTA);
        byItem.computeIfAbsent(item, ignored -> new Sums()).add(exponent, quanta);
    }

    /**
     * The base-2 logarithm of the item's decayed weight as of 1970, from which only differences between items mean
     * anything; negative infinity where nothing counts.
     */
    public double log2(int item) {
        Sums sums = byItem.get(item);
        return sums == null ? Double.NEGATIVE_INFINITY : sums.log2();
    }

    /** The item's decayed weight as of a time, in units of {@link #add}'s weight. */
    public double weightAt(int item, long epochMillis) {
        return StrictMath.pow(2, log2(item) - epochMillis / halfLifeMillis);
    }

    /** All items that count, the most wanted first (ties: the lower number first), with their share of the first. */
    public Ranking ranking() {
        int[] items = new int[byItem.size()];
        double[] logs = new double[byItem.size()];
        int size = 0;
        for (Int2ObjectMap.Entry<Sums> entry : byItem.int2ObjectEntrySet()) {
            double log = entry.getValue().log2();
            if (log > Double.NEGATIVE_INFINITY) {
                items[size] = entry.getIntKey();
                logs[size++] = log;
            }
        }
        return Ranking.of(Arrays.copyOf(items, size), Arrays.copyOf(logs, size));
    }

    /** How many items have ever been added to. */
    public int size() {
        return byItem.size();
    }

    /** Per power of two the exact sum of quanta, the newest power first. */
    private static final class Sums {
        private int[] exponents = new int[2];
        private long[] quanta = new long[2];
        private int size;

        void add(int exponent, long amount) {
            int at = 0;
            while (at < size && exponents[at] > exponent) {
                at++;
            }
            if (at < size && exponents[at] == exponent) {
                quanta[at] += amount;
                return;
            }
            if (size > 0 && exponent < exponents[0] - DEPTH) {
                return;
            }
            if (size == exponents.length) {
                exponents = Arrays.copyOf(exponents, size * 2);
                quanta = Arrays.copyOf(quanta, size * 2);
            }
            System.arraycopy(exponents, at, exponents, at + 1, size - at);
            System.arraycopy(quanta, at, quanta, at + 1, size - at);
            exponents[at] = exponent;
            quanta[at] = amount;
            size++;
            while (exponents[size - 1] < exponents[0] - DEPTH) {
                size--;
            }
        }

        double log2() {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += quanta[i] * StrictMath.pow(2, exponents[i] - exponents[0]);
            }
            return sum <= 0
                    ? Double.NEGATIVE_INFINITY
                    : exponents[0] + (StrictMath.log(sum) - StrictMath.log(QUANTA)) / StrictMath.log(2);
        }
    }
}
