package dev.shopkeeper.logistics.routing;

import java.util.ArrayList;
import java.util.List;

/** Tries every tour of every vehicle, and every second for a break. For a handful of jobs. */
final class BruteForce {

    private final RoutingProblem problem;
    private int fewestOut = Integer.MAX_VALUE;
    private double cheapest = Double.POSITIVE_INFINITY;
    private List<List<String>> best = List.of();

    private BruteForce(RoutingProblem problem) {
        this.problem = problem;
    }

    /** @param unassigned the least number of jobs that no plan can do more than */
    record Best(int unassigned, double cost, List<List<String>> tours) {}

    static Best of(RoutingProblem problem) {
        BruteForce all = new BruteForce(problem);
        List<List<Job>> tours = new ArrayList<>();
        problem.vehicles().forEach(vehicle -> tours.add(new ArrayList<>()));
        all.place(0, tours, 0);
        return new Best(all.fewestOut, all.cheapest, all.best);
    }

    private void place(int next, List<List<Job>> tours, int out) {
        if (out > fewestOut) {
            return;
        }
        if (next == problem.jobs().size()) {
            double cost = 0;
            for (int r = 0; r < tours.size(); r++) {
                cost += cost(problem.vehicles().get(r), tours.get(r));
            }
            if (cost < Double.POSITIVE_INFINITY && (out < fewestOut || cost < cheapest)) {
                fewestOut = out;
                cheapest = cost;
                best = tours.stream()
                        .map(tour -> tour.stream().map(Job::id).toList())
                        .toList();
            }
            return;
        }
        Job job = problem.jobs().get(next);
        for (List<Job> tour : tours) {
            for (int at = 0; at <= tour.size(); at++) {
                tour.add(at, job);
                place(next + 1, tours, out);
                tour.remove(at);
            }
        }
        place(next + 1, tours, out + 1);
    }

    private double cost(Vehicle vehicle, List<Job> tour) {
        if (tour.isEmpty()) {
            return 0;
        }
        TravelMatrix matrix = problem.matrices().get(vehicle.matrix());
        long travel = 0;
        long distance = 0;
        List<Integer> places = new ArrayList<>();
        places.add(vehicle.start());
        tour.forEach(job -> places.add(job.location()));
        places.add(vehicle.end());
        for (int k = 1; k < places.size(); k++) {
            travel += leg(matrix, places.get(k - 1), places.get(k));
            distance += places.get(k - 1) == null || places.get(k) == null
                    ? 0
                    : matrix.distance(places.get(k - 1), places.get(k));
        }
        for (Job job : tour) {
            if (!vehicle.skills().containsAll(job.skills())) {
                return Double.POSITIVE_INFINITY;
            }
        }
        for (int d = 0; d < vehicle.capacity().size(); d++) {
            int dimension = d;
            long load = tour.stream()
                    .mapToLong(job -> job.delivery().get(dimension))
                    .sum();
            for (int k = -1; k < tour.size(); k++) {
                load += k < 0
                        ? 0
                        : tour.get(k).pickup().get(d) - tour.get(k).delivery().get(d);
                if (load > vehicle.capacity().get(d)) {
                    return Double.POSITIVE_INFINITY;
                }
            }
        }
        boolean possible = travel <= vehicle.limits().travelTime()
                && distance <= vehicle.limits().distance()
                && tour.size() <= vehicle.limits().tasks()
                && inTime(vehicle, matrix, places, tour, 1, 0, vehicle.shift().from());
        Vehicle.Costs costs = vehicle.costs();
        return possible
                ? costs.fixed() + costs.perHour() * travel / 3600 + costs.perKilometre() * distance / 1000
                : Double.POSITIVE_INFINITY;
    }

    private static long leg(TravelMatrix matrix, Integer from, Integer to) {
        return from == null || to == null ? 0 : matrix.duration(from, to);
    }

    private static boolean inTime(
            Vehicle vehicle, TravelMatrix matrix, List<Integer> places, List<Job> tour, int k, int taken, long left) {
        long leg = leg(matrix, places.get(k - 1), places.get(k));
        return drive(vehicle, matrix, places, tour, k, taken, left, leg);
    }

    /** On the way to stop k, with so many seconds still to drive. */
    private static boolean drive(
            Vehicle vehicle,
            TravelMatrix matrix,
            List<Integer> places,
            List<Job> tour,
            int k,
            int taken,
            long time,
            long remaining) {
        if (taken < vehicle.breaks().size()) {
            Break rest = vehicle.breaks().get(taken);
            long last = rest.windows().getLast().to();
            for (long begin = time; begin <= last; begin++) {
                long at = begin;
                if (rest.windows().stream().anyMatch(window -> window.from() <= at && at <= window.to())
                        && drive(
                                vehicle,
                                matrix,
                                places,
                                tour,
                                k,
                                taken + 1,
                                begin + rest.service(),
                                Math.max(0, remaining - (begin - time)))) {
                    return true;
                }
            }
        }
        long arrival = time + remaining;
        if (k == places.size() - 1) {
            return taken == vehicle.breaks().size()
                    && arrival <= vehicle.shift().to();
        }
        Job job = tour.get(k - 1);
        for (TimeWindow window : job.windows()) {
            if (arrival <= window.to()) {
                return inTime(
                        vehicle, matrix, places, tour, k + 1, taken, Math.max(arrival, window.from()) + job.service());
            }
        }
        return false;
    }
}
