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

    /** Those of both together (Chan, Golub and LeVeque 1979). */
    Moments with(Moments other) {
        Moments both = new Moments();
        both.count = count + other.count;
        if (both.count > 0) {
            double weight = (double) other.count / both.count;
            double offX = other.meanX - meanX;
            double offY = other.meanY - meanY;
            both.meanX = meanX + offX * weight;
            both.meanY = meanY + offY * weight;
            both.squaresX = squaresX + other.squaresX + offX * offX * count * weight;
            both.squaresY = squaresY + other.squaresY + offY * offY * count * weight;
            both.products = products + other.products + offX * offY * count * weight;
        }
        return both;
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
