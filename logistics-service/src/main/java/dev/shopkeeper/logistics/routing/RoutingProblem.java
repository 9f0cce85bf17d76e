package dev.shopkeeper.logistics.routing;

import java.util.List;

/**
 * Jobs to be done by vehicles at the least cost.
 *
 * @param matrices by which vehicles drive, all of the same places
 * @param before tours to begin with: by vehicle, ids of jobs in their order; none to begin from nothing
 */
public record RoutingProblem(
        List<Job> jobs, List<Vehicle> vehicles, List<TravelMatrix> matrices, List<List<String>> before) {

    public RoutingProblem {
        jobs = List.copyOf(jobs);
        vehicles = List.copyOf(vehicles);
        matrices = List.copyOf(matrices);
        before = List.copyOf(before);
    }
}
