package dev.shopkeeper.pricing.regression;

/**
 * A convex quadratic function of the coefficients, as coordinate descent needs it: half the weighted mean square of what the
 * predictor leaves over.
 */
interface Quadratic {

    int size();

    /** How fast the function falls when coefficient {@code j} grows, where the coefficients are now. */
    double descent(int j);

    double curvature(int j);

    /** Tells that coefficient {@code j} has grown by {@code step}. */
    void move(int j, double step);

    /** By covariances: a step costs as much as there are columns, however many rows there are. */
    final class OfGram implements Quadratic {

        private final double[][] gram;
        private final double[] descent;

        /**
         * Where the coefficients are now.
         *
         * @param descent is changed by every move
         */
        OfGram(double[][] gram, double[] descent) {
            this.gram = gram;
            this.descent = descent;
        }

        @Override
        public int size() {
            return descent.length;
        }

        @Override
        public double descent(int j) {
            return descent[j];
        }

        @Override
        public double curvature(int j) {
            return gram[j][j];
        }

        @Override
        public void move(int j, double step) {
            double[] column = gram[j];
            double[] to = descent;
            for (int k = 0; k < to.length; k++) {
                to[k] -= step * column[k];
            }
        }
    }

    /** By residuals, for more columns than rows. */
    final class OfResiduals implements Quadratic {

        private final double[][] columns;
        private final double[] weights;
        private final double[] curvature;
        private final double[] residual;

        private OfResiduals(double[][] columns, double[] weights, double[] curvature, double[] residual) {
            this.columns = columns;
            this.weights = weights;
            this.curvature = curvature;
            this.residual = residual;
        }

        /**
         * Where the coefficients are now.
         *
         * @param residual is changed by every move
         */
        static OfResiduals of(double[][] rows, double[] center, double[] scale, double[] weights, double[] residual) {
            double[][] columns = new double[center.length][rows.length];
            double[] curvature = new double[center.length];
            for (int j = 0; j < center.length; j++) {
                for (int i = 0; i < rows.length; i++) {
                    columns[j][i] = (rows[i][j] - center[j]) * scale[j];
                    curvature[j] += weights[i] * columns[j][i] * columns[j][i];
                }
            }
            return new OfResiduals(columns, weights, curvature, residual);
        }

        /** The same function elsewhere: at coefficients of 0 the residuals are these. */
        OfResiduals at(double[] residualOfNothing, double[] beta) {
            OfResiduals moved = new OfResiduals(columns, weights, curvature, residualOfNothing.clone());
            for (int j = 0; j < beta.length; j++) {
                if (beta[j] != 0) {
                    moved.move(j, beta[j]);
                }
            }
            return moved;
        }

        @Override
        public int size() {
            return columns.length;
        }

        @Override
        public double descent(int j) {
            double[] column = columns[j];
            double sum = 0;
            for (int i = 0; i < column.length; i++) {
                sum += weights[i] * column[i] * residual[i];
            }
            return sum;
        }

        @Override
        public double curvature(int j) {
            return curvature[j];
        }

        @Override
        public void move(int j, double step) {
            double[] column = columns[j];
            for (int i = 0; i < column.length; i++) {
                residual[i] -= step * column[i];
            }
        }
    }
}
