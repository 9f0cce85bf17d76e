package dev.shopkeeper.recommendation.experiment.statistics;

/**
 * Means, variances and covariance of pairs, in one pass and without cancellation (West 1979, Updating mean and variance
 * estimates). Not thread-safe.
 */
final class Moments {

    private long count;
    private double meanX;
    private double meanY;
    private double squaresX;
    private double squaresY;
    private double products;

    /** Adds a pair that occurs {@code times}. */
    void add(double x, double y, long times) {
        if (times <= 0) {
            return;
        }
        long together = count + times;
        double weight = (double) times / together;
        double offX = x - meanX;
        double offY = y - meanY;
        meanX += offX * weight;
        meanY += offY * weight;
        squaresX += offX * offX * count * weight;
        squaresY += offY * offY * count * weight;
        products += offX * offY * count * weight;
        count = together;
    }

    long count() {
        return count;
    }

    /**
     * The ratio of the sums, y to x, with its standard error by the delta method: Deng, Knoblich and Lu 2018, Applying the
     * delta method in metric analytics, equation 3. Where every x is 1 it is the mean of y with the usual standard error.
     */
    Estimate ratio() {
        if (count == 0 || meanX == 0) {
            return Estimate.NONE;
        }
        double ratio = meanY / meanX;
        if (count == 1) {
            return new Estimate(ratio, Double.POSITIVE_INFINITY);
        }
        double spread = squaresY - 2 * ratio * products + ratio * ratio * squaresX;
        double variance = Math.max(0, spread / (count - 1));
        return new Estimate(ratio, Math.sqrt(variance / count) / Math.abs(meanX));
    }
}
