package dev.shopkeeper.logistics.traveltime;

import java.util.Arrays;

/**
 * How far a van gets by a time when its speed changes with each quarter of an hour (Ichoua, Gendreau, Potvin 2003). The speed is that
 * of the quarter it drives in, not that of the one it left in, so that who leaves later never arrives earlier. Before second 0 the
 * first speed holds and beyond the end the last one. Immutable.
 */
public final class Progress {

    /** Seconds a quarter of an hour has. */
    public static final int QUARTER = 900;

    private final double[] metresPerSecond;
    /** Metres by the beginning of each quarter, and by the end of the last one. */
    private final double[] metres;

    /**
     * Speeds of consecutive quarters of an hour, the first of which begins at second 0.
     *
     * @param metresPerSecond raised to {@link TravelTimeModel#SLOWEST} where they are below
     * @throws IllegalArgumentException if there are none, or one is no finite number
     */
    public Progress(double[] metresPerSecond) {
        if (metresPerSecond.length == 0) {
            throw new IllegalArgumentException("There are no speeds. Maybe give one for each quarter of a day?");
        }
        this.metresPerSecond = new double[metresPerSecond.length];
        this.metres = new double[metresPerSecond.length + 1];
        for (int quarter = 0; quarter < metresPerSecond.length; quarter++) {
            if (!Double.isFinite(metresPerSecond[quarter])) {
                throw new IllegalArgumentException("The speed of quarter " + quarter + " is " + metresPerSecond[quarter]
                        + " m/s. Maybe give a finite one?");
            }
            this.metresPerSecond[quarter] = Math.max(TravelTimeModel.SLOWEST, metresPerSecond[quarter]);
            metres[quarter + 1] = metres[quarter] + this.metresPerSecond[quarter] * QUARTER;
        }
    }

    /** Metres from second 0 to a second; negative before it. */
    public double metresBy(double seconds) {
        int last = metresPerSecond.length - 1;
        int quarter = (int) Math.clamp(Math.floor(seconds / QUARTER), 0, last);
        double metresBy = metres[quarter] + metresPerSecond[quarter] * (seconds - (double) quarter * QUARTER);
        return quarter < last ? Math.min(metresBy, metres[quarter + 1]) : metresBy;
    }

    /** The second by which so many metres are behind: the inverse of {@link #metresBy}. */
    public double secondsBy(double metresBy) {
        int last = metresPerSecond.length - 1;
        int found = Arrays.binarySearch(metres, 0, last + 1, metresBy);
        int quarter = found >= 0 ? found : Math.max(0, -found - 2);
        double within = (metresBy - metres[quarter]) / metresPerSecond[quarter];
        return (double) quarter * QUARTER + (quarter < last ? Math.min(QUARTER, within) : within);
    }

    /** When one arrives who leaves at a second, without what each leg costs beside driving. */
    public double arrival(double departure, double metresOfWay) {
        return Math.max(departure, secondsBy(metresBy(departure) + metresOfWay));
    }

    /** When one must leave to arrive by a second: the inverse of {@link #arrival}. */
    public double departure(double arrival, double metresOfWay) {
        return Math.min(arrival, secondsBy(metresBy(arrival) - metresOfWay));
    }
}
