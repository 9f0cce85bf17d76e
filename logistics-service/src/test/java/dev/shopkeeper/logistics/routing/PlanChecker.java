package dev.shopkeeper.logistics.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Follows a plan step by step and fails at the first thing that the problem does not allow. Shares nothing with the search. */
final class PlanChecker {

    private final RoutingProblem problem;
    private final Map<String, Job> jobs = new HashMap<>();
    private final Map<String, Vehicle> vehicles = new HashMap<>();

    PlanChecker(RoutingProblem problem) {
        this.problem = problem;
        problem.jobs().forEach(job -> jobs.put(job.id(), job));
        problem.vehicles().forEach(vehicle -> vehicles.put(vehicle.id(), vehicle));
    }

    /** What the plan costs by the problem's own figures. */
    double check(Plan plan) {
        Set<String> done = new HashSet<>();
        Set<String> used = new HashSet<>();
        double cost = 0;
        for (Plan.PlannedTour tour : plan.tours()) {
            assertThat(used.add(tour.vehicle()))
                    .as("vehicle %s once", tour.vehicle())
                    .isTrue();
            cost += check(tour, done);
        }
        for (Plan.Unassigned out : plan.unassigned()) {
            assertThat(done.add(out.job()))
                    .as("job %s is in a tour and in none", out.job())
                    .isTrue();
        }
        assertThat(done).isEqualTo(jobs.keySet());
        assertThat(plan.cost()).isCloseTo(cost, org.assertj.core.data.Offset.offset(1e-6));
        return cost;
    }

    private double check(Plan.PlannedTour tour, Set<String> done) {
        Vehicle vehicle = Objects.requireNonNull(vehicles.get(tour.vehicle()));
        TravelMatrix matrix = problem.matrices().get(vehicle.matrix());
        long[] load = new long[vehicle.capacity().size()];
        List<String> order = new ArrayList<>();
        for (Plan.Step step : tour.steps()) {
            if (step.kind() == Plan.Kind.JOB) {
                order.add(step.id());
                for (int d = 0; d < load.length; d++) {
                    load[d] += Objects.requireNonNull(jobs.get(step.id()))
                            .delivery()
                            .get(d);
                }
            }
        }
        assertThat(order.size()).isLessThanOrEqualTo(vehicle.limits().tasks());
        assertThat(order.subList(0, vehicle.locked().size())).isEqualTo(vehicle.locked());
        assertThat(tour.steps().getFirst().kind()).isEqualTo(Plan.Kind.START);
        assertThat(tour.steps().getLast().kind()).isEqualTo(Plan.Kind.END);
        assertThat(tour.steps().getFirst().end())
                .isGreaterThanOrEqualTo(vehicle.shift().from());
        assertThat(tour.steps().getLast().arrival())
                .isLessThanOrEqualTo(vehicle.shift().to());
        Integer place = vehicle.start();
        long left = tour.steps().getFirst().end();
        long rested = 0;
        long travel = 0;
        long distance = 0;
        int breaks = 0;
        for (Plan.Step step : tour.steps()) {
            assertThat(step.arrival()).isLessThanOrEqualTo(step.begin());
            if (step.kind() == Plan.Kind.START) {
                within(load, vehicle);
                continue;
            }
            if (step.kind() == Plan.Kind.BREAK) {
                Break rest = vehicle.breaks().get(breaks++);
                assertThat(step.id()).isEqualTo(rest.id());
                assertThat(step.begin()).isGreaterThanOrEqualTo(left + rested);
                assertThat(rest.windows())
                        .anyMatch(window -> window.from() <= step.begin() && step.begin() <= window.to());
                assertThat(step.end() - step.begin()).isEqualTo(rest.service());
                rested += rest.service();
                continue;
            }
            Integer there = step.location();
            long leg = place == null || there == null ? 0 : matrix.duration(place, there, left);
            assertThat(leg).isLessThan(TravelMatrix.UNREACHABLE);
            assertThat(step.arrival()).as("arrival at %s", step.id()).isGreaterThanOrEqualTo(left + leg + rested);
            travel += leg;
            distance += place == null || there == null ? 0 : matrix.distance(place, there);
            assertThat(step.travelTime()).isEqualTo(travel);
            assertThat(step.distance()).isEqualTo(distance);
            if (step.kind() == Plan.Kind.JOB) {
                Job job = Objects.requireNonNull(jobs.get(step.id()));
                assertThat(done.add(job.id())).as("job %s once", job.id()).isTrue();
                assertThat(vehicle.skills()).containsAll(job.skills());
                assertThat(job.windows())
                        .as("job %s begins at %d", job.id(), step.begin())
                        .anyMatch(window -> window.from() <= step.begin() && step.begin() <= window.to());
                assertThat(step.end()).isEqualTo(step.begin() + job.service());
                for (int d = 0; d < load.length; d++) {
                    load[d] += job.pickup().get(d) - job.delivery().get(d);
                }
                within(load, vehicle);
            }
            place = there;
            left = step.end();
            rested = 0;
        }
        assertThat(breaks).isEqualTo(vehicle.breaks().size());
        assertThat(travel).isLessThanOrEqualTo(vehicle.limits().travelTime());
        assertThat(distance).isLessThanOrEqualTo(vehicle.limits().distance());
        Vehicle.Costs costs = vehicle.costs();
        return costs.fixed() + costs.perHour() * travel / 3600 + costs.perKilometre() * distance / 1000;
    }

    private static void within(long[] load, Vehicle vehicle) {
        for (int d = 0; d < load.length; d++) {
            assertThat(load[d]).isBetween(0L, vehicle.capacity().get(d));
        }
    }
}
