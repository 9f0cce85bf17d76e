package dev.shopkeeper.benchmarks.routing;

import dev.shopkeeper.benchmarks.routing.RoutingInstance.Place;
import java.util.List;

/** Counts what tours cost, and whether they may be driven, from the instance and the sequences of customers alone. */
final class PlanCheck {

    /** Sums of real distances are told apart no finer. */
    private static final double ROUNDING = 1e-6;

    private PlanCheck() {}

    /** Tours that may not be driven. */
    static final class BrokenPlanException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenPlanException(RoutingInstance instance, String what) {
            super("The tours of " + instance.name() + " are broken: " + what + ".");
        }
    }

    /**
     * The distance of all tours, in the instance's arithmetic.
     *
     * @param tours customers in their order, by tour; an empty tour is none
     * @throws BrokenPlanException naming the first rule that is broken
     */
    static double cost(RoutingInstance instance, List<int[]> tours) {
        boolean[] visited = new boolean[instance.customers() + 1];
        double cost = 0;
        for (int t = 0; t < tours.size(); t++) {
            cost += tour(instance, t + 1, tours.get(t), visited);
        }
        for (int customer = 1; customer < visited.length; customer++) {
            if (!visited[customer]) {
                throw new BrokenPlanException(instance, "customer " + customer + " is visited by no tour");
            }
        }
        int vehicles = vehicles(tours);
        if (instance.timed() && vehicles > instance.vehicles()) {
            throw new BrokenPlanException(
                    instance, vehicles + " vehicles are used, and there are " + instance.vehicles());
        }
        return cost;
    }

    static int vehicles(List<int[]> tours) {
        return (int) tours.stream().filter(tour -> tour.length > 0).count();
    }

    private static double tour(RoutingInstance instance, int number, int[] customers, boolean[] visited) {
        if (customers.length == 0) {
            return 0;
        }
        double cost = 0;
        long load = 0;
        Place depot = instance.places().getFirst();
        double time = depot.from();
        int at = 0;
        for (int customer : customers) {
            if (customer < 1 || customer > instance.customers()) {
                throw new BrokenPlanException(instance, "tour " + number + " visits " + customer + ", who is nobody");
            }
            if (visited[customer]) {
                throw new BrokenPlanException(instance, "customer " + customer + " is visited twice");
            }
            visited[customer] = true;
            Place place = instance.places().get(customer);
            load += place.demand();
            if (load > instance.capacity()) {
                throw new BrokenPlanException(
                        instance, "tour " + number + " carries " + load + " of " + instance.capacity());
            }
            double way = distance(instance, at, customer);
            cost += way;
            time = Math.max(time + way, place.from());
            if (time > place.to() + ROUNDING) {
                throw new BrokenPlanException(
                        instance, "customer " + customer + " is begun at " + time + ", after " + place.to());
            }
            time += place.service();
            at = customer;
        }
        double back = distance(instance, at, 0);
        if (time + back > depot.to() + ROUNDING) {
            throw new BrokenPlanException(
                    instance, "tour " + number + " is back at " + (time + back) + ", after " + depot.to());
        }
        return cost + back;
    }

    private static double distance(RoutingInstance instance, int from, int to) {
        return instance.arithmetic().of(instance.euclidean(from, to));
    }
}
