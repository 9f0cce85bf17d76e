package dev.shopkeeper.benchmarks.routing;

import java.util.List;

/** A solver. */
interface TourSeeker {

    /** How the figures call it. */
    String name();

    /** How many threads it uses of those it is given. */
    int threads(int given);

    /**
     * Seeks for as long as it may.
     *
     * @return customers in their order, by tour
     * @throws NoToursException if it has found none that visit all customers
     */
    List<int[]> seek(RoutingInstance instance, Conditions conditions) throws NoToursException, InterruptedException;

    /** No tours that visit all customers were found. */
    final class NoToursException extends Exception {
        private static final long serialVersionUID = 1L;

        NoToursException(String why) {
            super(why);
        }
    }
}
