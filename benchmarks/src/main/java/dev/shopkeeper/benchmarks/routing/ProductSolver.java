package dev.shopkeeper.benchmarks.routing;

import dev.shopkeeper.benchmarks.routing.RoutingInstance.Place;
import dev.shopkeeper.logistics.routing.Job;
import dev.shopkeeper.logistics.routing.Plan;
import dev.shopkeeper.logistics.routing.RoutingProblem;
import dev.shopkeeper.logistics.routing.RuinRecreateSolver;
import dev.shopkeeper.logistics.routing.TimeWindow;
import dev.shopkeeper.logistics.routing.TravelMatrix;
import dev.shopkeeper.logistics.routing.Vehicle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The product's own. */
final class ProductSolver implements TourSeeker {

    private static final double HOUR = 3_600;

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public int threads(int given) {
        return given;
    }

    @Override
    public List<int[]> seek(RoutingInstance instance, Conditions conditions)
            throws NoToursException, InterruptedException {
        Plan plan = new RuinRecreateSolver(
                        problem(instance, conditions),
                        new RuinRecreateSolver.Budget(
                                Duration.ofMillis(Math.round(1_000 * conditions.seconds())),
                                Long.MAX_VALUE,
                                conditions.threads(),
                                conditions.seed()))
                .solve();
        if (!plan.unassigned().isEmpty()) {
            throw new NoToursException(plan.unassigned().size() + " customers are in no tour");
        }
        return plan.tours().stream()
                .map(tour -> tour.steps().stream()
                        .filter(step -> step.kind() == Plan.Kind.JOB)
                        .mapToInt(step -> Integer.parseInt(String.valueOf(step.id())))
                        .toArray())
                .toList();
    }

    static RoutingProblem problem(RoutingInstance instance, Conditions conditions) {
        int scale = instance.arithmetic().scale;
        TravelMatrix matrix = new WholeMatrix(instance);
        List<Job> jobs = new ArrayList<>();
        for (int customer = 1; customer <= instance.customers(); customer++) {
            Place place = instance.places().get(customer);
            jobs.add(new Job(
                    Integer.toString(customer),
                    customer,
                    (int) Math.ceil(scale * place.service()),
                    List.of((long) place.demand()),
                    List.of(0L),
                    Set.of(),
                    0,
                    List.of(window(instance, place))));
        }
        List<Vehicle> vehicles = new ArrayList<>();
        for (int v = 0; v < conditions.vehicles(); v++) {
            vehicles.add(new Vehicle(
                    "vehicle " + v,
                    0,
                    0,
                    0,
                    List.of((long) instance.capacity()),
                    Set.of(),
                    window(instance, instance.places().getFirst()),
                    List.of(),
                    new Vehicle.Costs(scale * conditions.fixed(), HOUR, 0),
                    Vehicle.Limits.NONE,
                    List.of()));
        }
        return new RoutingProblem(jobs, vehicles, List.of(matrix), List.of());
    }

    private static TimeWindow window(RoutingInstance instance, Place place) {
        int scale = instance.arithmetic().scale;
        return instance.timed()
                ? new TimeWindow((long) Math.ceil(scale * place.from()), (long) Math.floor(scale * place.to()))
                : TimeWindow.ALWAYS;
    }
}
