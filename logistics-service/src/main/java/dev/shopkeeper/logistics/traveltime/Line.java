package dev.shopkeeper.logistics.traveltime;

/**
 * A line with an intercept and a slope that are not negative, by least squares with weights.
 *
 * @param intercept in the unit of y
 * @param slope in units of y per unit of x
 */
record Line(double intercept, double slope) {

    /** Relative differences that are none. */
    private static final double TIE = 1e-9;

    /** The non-negative line of least squares (Lawson, Hanson 1974, of two columns): the best of the three that bounds allow. */
    static Line fit(double[] x, double[] y, double[] weights) {
        double w = 0;
        double wx = 0;
        double wy = 0;
        double wxx = 0;
        double wxy = 0;
        for (int i = 0; i < x.length; i++) {
            w += weights[i];
            wx += weights[i] * x[i];
            wy += weights[i] * y[i];
            wxx += weights[i] * x[i] * x[i];
            wxy += weights[i] * x[i] * y[i];
        }
        double determinant = w * wxx - wx * wx;
        if (determinant > TIE * w * wxx) {
            double slope = (w * wxy - wx * wy) / determinant;
            double intercept = (wy - slope * wx) / w;
            if (slope >= 0 && intercept >= 0) {
                return new Line(intercept, slope);
            }
        }
        Line level = new Line(w > 0 ? Math.max(0, wy / w) : 0, 0);
        Line ray = new Line(0, wxx > 0 ? Math.max(0, wxy / wxx) : 0);
        // Both leave the same sum of squares of y, less what they explain; of equal x, the intercept is zero.
        double byLevel = w > 0 ? wy * wy / w : 0;
        double byRay = wxx > 0 ? wxy * wxy / wxx : 0;
        return byLevel > byRay * (1 + TIE) ? level : ray;
    }

    double at(double x) {
        return intercept + slope * x;
    }
}
