package dev.shopkeeper.benchmarks.routing;

/** How the distances of a set of instances are counted, by those who publish its best known costs. */
enum Arithmetic {
    /** Rounded to the nearest whole number: CVRPLIB's X instances. */
    ROUNDED(1) {
        @Override
        double of(double euclidean) {
            return Math.floor(euclidean + 0.5);
        }
    },
    /** Cut behind the first decimal: the DIMACS challenge's instances with time windows. */
    CUT(10) {
        @Override
        double of(double euclidean) {
            return Math.floor(10 * euclidean) / 10;
        }

        @Override
        int whole(double euclidean) {
            return (int) Math.floor(10 * euclidean);
        }
    },
    /** As they are: Solomon's instances, in the literature that counts vehicles first. */
    REAL(1_000) {
        @Override
        double of(double euclidean) {
            return euclidean;
        }

        @Override
        int whole(double euclidean) {
            return (int) Math.ceil(scale * euclidean);
        }
    };

    /** Whole numbers of a solver to a unit of distance and of time. */
    final int scale;

    Arithmetic(int scale) {
        this.scale = scale;
    }

    abstract double of(double euclidean);

    /** The distance times the scale for solvers that count in whole numbers, never less than it is: in time is in time. */
    int whole(double euclidean) {
        return (int) of(euclidean);
    }
}
