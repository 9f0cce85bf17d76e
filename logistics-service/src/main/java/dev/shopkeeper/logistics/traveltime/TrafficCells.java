package dev.shopkeeper.logistics.traveltime;

/** Sums of the logarithms of observed speeds, by zone and slot, and the usual speeds that follow from them. */
final class TrafficCells {

    private static final int ROUNDS = 3;

    private final double[][] sums;
    private final double[][] counts;

    TrafficCells(int zones) {
        this.sums = new double[zones][TravelTimeModel.SLOTS];
        this.counts = new double[zones][TravelTimeModel.SLOTS];
    }

    void add(int zone, int slot, double metresPerSecond) {
        sums[zone][slot] += Math.log(metresPerSecond);
        counts[zone][slot]++;
    }

    /** These cells without those of others, which are a part of them. */
    TrafficCells without(TrafficCells others) {
        TrafficCells rest = new TrafficCells(sums.length);
        for (int zone = 0; zone < sums.length; zone++) {
            for (int slot = 0; slot < TravelTimeModel.SLOTS; slot++) {
                rest.sums[zone][slot] = sums[zone][slot] - others.sums[zone][slot];
                rest.counts[zone][slot] = counts[zone][slot] - others.counts[zone][slot];
            }
        }
        return rest;
    }

    boolean any() {
        return observations() > 0;
    }

    private double observations() {
        double all = 0;
        for (double[] zone : counts) {
            all += sum(zone);
        }
        return all;
    }

    /**
     * The usual speeds: geometric means, a zone's level drawn to that of all, and its cells to its level and the profile of all.
     *
     * @return {@code double[zones + 1][SLOTS]}, metres per second, the last row that of an average zone; 1 everywhere if nothing
     *     was observed
     */
    double[][] usual(Smoothing smoothing) {
        int zones = sums.length;
        double[][] speeds = new double[zones + 1][TravelTimeModel.SLOTS];
        double observations = observations();
        double mean = 0;
        for (double[] zone : sums) {
            mean += observations == 0 ? 0 : sum(zone) / observations;
        }
        double[] levels = new double[zones];
        double[] profile = new double[TravelTimeModel.SLOTS];
        for (int round = 0; round < ROUNDS; round++) {
            double[] profileSums = new double[TravelTimeModel.SLOTS];
            double[] profileCounts = new double[TravelTimeModel.SLOTS];
            for (int zone = 0; zone < zones; zone++) {
                double sum = 0;
                for (int slot = 0; slot < TravelTimeModel.SLOTS; slot++) {
                    sum += sums[zone][slot] - counts[zone][slot] * (mean + profile[slot]);
                }
                levels[zone] = sum / (sum(counts[zone]) + smoothing.shrinkage());
                for (int slot = 0; slot < TravelTimeModel.SLOTS; slot++) {
                    profileSums[slot] += sums[zone][slot] - counts[zone][slot] * (mean + levels[zone]);
                    profileCounts[slot] += counts[zone][slot];
                }
            }
            profile = smoothing.meansOfBoth(profileSums, profileCounts);
        }
        for (int zone = 0; zone <= zones; zone++) {
            double level = zone == zones ? mean : mean + levels[zone];
            double[] departures =
                    zone == zones ? new double[TravelTimeModel.SLOTS] : departures(zone, level, profile, smoothing);
            for (int slot = 0; slot < TravelTimeModel.SLOTS; slot++) {
                speeds[zone][slot] = Math.exp(level + profile[slot] + departures[slot]);
            }
        }
        return speeds;
    }

    private double[] departures(int zone, double level, double[] profile, Smoothing smoothing) {
        double[] rest = new double[TravelTimeModel.SLOTS];
        for (int slot = 0; slot < TravelTimeModel.SLOTS; slot++) {
            rest[slot] = sums[zone][slot] - counts[zone][slot] * (level + profile[slot]);
        }
        return smoothing.meansOfBoth(rest, counts[zone]);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
