package dev.shopkeeper.benchmarks.routing;

import java.util.List;

/**
 * A public instance: customers to be visited once each by like vehicles from one depot, at the least distance.
 *
 * @param vehicles how many there are; for instances without time windows as many as could be of use, which is CVRPLIB's
 *     convention
 * @param timed whether places have windows; else the windows are without bound
 * @param places the depot first
 */
record RoutingInstance(
        String name, Arithmetic arithmetic, int vehicles, int capacity, boolean timed, List<Place> places) {

    /**
     * A depot or a customer.
     *
     * @param from when service may begin, in units of distance
     * @param to when it must have begun; of the depot, when vehicles must be back
     */
    record Place(double x, double y, int demand, double from, double to, double service) {}

    RoutingInstance {
        places = List.copyOf(places);
        if (places.size() < 2) {
            throw new IllegalArgumentException(
                    "Instance " + name + " has " + places.size() + " places, and needs two.");
        }
        for (int i = 1; i < places.size(); i++) {
            if (places.get(i).demand() > capacity) {
                throw new IllegalArgumentException("Customer " + i + " of instance " + name + " wants "
                        + places.get(i).demand() + ", and a vehicle holds " + capacity + ".");
            }
        }
    }

    /**
     * As many vehicles as could be of use where nothing bounds them: of two tours that are both half empty, one could do
     * both at no greater distance.
     */
    static int unbounded(List<Place> places, int capacity) {
        long demand = places.stream().mapToLong(Place::demand).sum();
        return (int) Math.min(places.size() - 1, 2 * Math.ceilDiv(demand, capacity));
    }

    /** Customers are numbered from 1 to this. */
    int customers() {
        return places.size() - 1;
    }

    double euclidean(int from, int to) {
        return Math.hypot(
                places.get(from).x() - places.get(to).x(),
                places.get(from).y() - places.get(to).y());
    }
}
