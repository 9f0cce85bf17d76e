package dev.shopkeeper.logistics.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.logistics.traveltime.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for tours where the speed changes with the hour. */
class TimeDependentTests {

    private static final long ROUNDS = 2_000;
    private static final int QUARTERS = 32;
    /** Seconds that arithmetic may be off: what takes a whole second takes no second more. */
    private static final double ROUNDING = 1e-6;

    /** Ways whose speed changes by the quarter of an hour; whole seconds, rounded up when one arrives. */
    private record Hours(Progress[] zones, int[] zone, int[][] metres) implements TravelMatrix {

        @Override
        public int size() {
            return zone.length;
        }

        /** At no hour: at the mean speed of all quarters. */
        @Override
        public int duration(int from, int to) {
            double mean = progress(from).metresBy(QUARTERS * Progress.QUARTER) / (QUARTERS * Progress.QUARTER);
            return (int) Math.ceil(metres[from][to] / mean);
        }

        @Override
        public int distance(int from, int to) {
            return metres[from][to];
        }

        @Override
        public boolean timeDependent() {
            return true;
        }

        @Override
        public int duration(int from, int to, long departure) {
            return (int) Math.ceil(progress(from).arrival(departure, metres[from][to]) - departure - ROUNDING);
        }

        @Override
        public long latestDeparture(int from, int to, long arrival) {
            long latest = (long) Math.floor(progress(from).departure(arrival, metres[from][to]));
            while (latest + duration(from, to, latest) > arrival) {
                latest--;
            }
            while (latest + 1 + duration(from, to, latest + 1) <= arrival) {
                latest++;
            }
            return latest;
        }

        private Progress progress(int from) {
            return zones[zone[from]];
        }
    }

    private static Hours matrix(int places, Random random) {
        Progress[] zones = new Progress[2];
        for (int zone = 0; zone < zones.length; zone++) {
            double[] speeds = new double[QUARTERS];
            for (int quarter = 0; quarter < QUARTERS; quarter++) {
                boolean rush = quarter / 6 % 2 == zone;
                speeds[quarter] = rush ? 1.5 + random.nextDouble() : 8 + 4 * random.nextDouble();
            }
            zones[zone] = new Progress(speeds);
        }
        int[] zone = new int[places];
        double[] x = new double[places];
        double[] y = new double[places];
        for (int place = 0; place < places; place++) {
            zone[place] = random.nextInt(2);
            x[place] = 8_000 * random.nextDouble();
            y[place] = 8_000 * random.nextDouble();
        }
        int[][] metres = new int[places][places];
        for (int a = 0; a < places; a++) {
            for (int b = 0; b < places; b++) {
                metres[a][b] = (int) Math.ceil(Math.hypot(x[a] - x[b], y[a] - y[b]));
            }
        }
        return new Hours(zones, zone, metres);
    }

    private static RoutingProblem random(Random random, Vehicle.Costs costs) {
        int jobs = 3 + random.nextInt(4);
        List<Job> all = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            long from = random.nextInt(3 * 3_600);
            all.add(new Job(
                    "j" + i,
                    1 + i,
                    random.nextInt(300),
                    List.of(1L + random.nextInt(2)),
                    List.of(0L),
                    Set.of(),
                    0,
                    List.of(new TimeWindow(from, from + 600 + random.nextInt(5_400)))));
        }
        List<Vehicle> vehicles = new ArrayList<>();
        for (int r = 0; r < 2; r++) {
            vehicles.add(new Vehicle(
                    "v" + r,
                    0,
                    0,
                    0,
                    List.of(5L + random.nextInt(4)),
                    Set.of(),
                    new TimeWindow(random.nextInt(1_800), 4 * 3_600 + random.nextInt(7_200)),
                    List.of(),
                    costs,
                    Vehicle.Limits.NONE,
                    List.of()));
        }
        return new RoutingProblem(all, vehicles, List.of(matrix(jobs + 1, random)), List.of());
    }

    private static Plan solve(RoutingProblem problem) {
        try {
            return new RuinRecreateSolver(problem, new RuinRecreateSolver.Budget(Duration.ofMinutes(1), ROUNDS, 1, 3))
                    .solve();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tries every tour of every vehicle, driven by the clock. */
    private static final class EveryTour {

        private final RoutingProblem problem;
        private int fewestOut = Integer.MAX_VALUE;
        private double cheapest = Double.POSITIVE_INFINITY;
        private List<List<String>> best = List.of();

        EveryTour(RoutingProblem problem) {
            this.problem = problem;
            List<List<Job>> tours = new ArrayList<>();
            problem.vehicles().forEach(vehicle -> tours.add(new ArrayList<>()));
            place(0, tours, 0);
        }

        private void place(int next, List<List<Job>> tours, int out) {
            if (out > fewestOut) {
                return;
            }
            if (next == problem.jobs().size()) {
                double cost = 0;
                for (int r = 0; r < tours.size(); r++) {
                    cost += drive(problem, problem.vehicles().get(r), tours.get(r));
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
            for (List<Job> tour : tours) {
                for (int at = 0; at <= tour.size(); at++) {
                    tour.add(at, problem.jobs().get(next));
                    place(next + 1, tours, out);
                    tour.remove(at);
                }
            }
            place(next + 1, tours, out + 1);
        }
    }

    /**
     * What a tour costs that leaves as late as its first stop allows to begin as soon as can be, infinite where it is too late or too heavy.
     */
    private static double drive(RoutingProblem problem, Vehicle vehicle, List<Job> tour) {
        if (tour.isEmpty()) {
            return 0;
        }
        TravelMatrix matrix = problem.matrices().getFirst();
        long load = tour.stream().mapToLong(job -> job.delivery().getFirst()).sum();
        Job first = tour.getFirst();
        long soonest = vehicle.shift().from();
        long begun = Math.max(
                soonest + matrix.duration(0, first.location(), soonest),
                first.windows().getFirst().from());
        long time = Math.max(soonest, matrix.latestDeparture(0, first.location(), begun));
        long driving = 0;
        long metres = 0;
        int place = 0;
        for (Job job : tour) {
            long leg = matrix.duration(place, job.location(), time);
            driving += leg;
            metres += matrix.distance(place, job.location());
            TimeWindow window = job.windows().getFirst();
            if (time + leg > window.to()) {
                return Double.POSITIVE_INFINITY;
            }
            time = Math.max(time + leg, window.from()) + job.service();
            place = job.location();
        }
        long back = matrix.duration(place, 0, time);
        driving += back;
        metres += matrix.distance(place, 0);
        boolean possible = load <= vehicle.capacity().getFirst()
                && time + back <= vehicle.shift().to();
        Vehicle.Costs costs = vehicle.costs();
        return possible
                ? costs.fixed() + costs.perHour() * driving / 3_600 + costs.perKilometre() * metres / 1_000
                : Double.POSITIVE_INFINITY;
    }

    /** What a plan costs when its tours are driven by the clock. */
    private static double driven(RoutingProblem problem, Plan plan) {
        double cost = 0;
        for (Plan.PlannedTour tour : plan.tours()) {
            List<Job> jobs = tour.steps().stream()
                    .filter(step -> step.kind() == Plan.Kind.JOB)
                    .map(step -> problem.jobs().stream()
                            .filter(job -> job.id().equals(step.id()))
                            .findFirst()
                            .orElseThrow())
                    .toList();
            Vehicle vehicle = problem.vehicles().stream()
                    .filter(one -> one.id().equals(tour.vehicle()))
                    .findFirst()
                    .orElseThrow();
            cost += drive(problem, vehicle, jobs);
        }
        return cost;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void findsWhatTryingEveryTourFindsWhereMetresCost(long kind) {
        for (long seed = 100 * kind; seed < 100 * kind + 12; seed++) {
            RoutingProblem problem = random(new Random(seed), new Vehicle.Costs(500 * (kind % 2), 0, 1_000));

            Plan plan = solve(problem);

            new PlanChecker(problem).check(plan);
            EveryTour every = new EveryTour(problem);
            assertThat(plan.unassigned()).as("seed %d: %s", seed, every.best).hasSize(every.fewestOut);
            assertThat(driven(problem, plan))
                    .as("seed %d: %s", seed, every.best)
                    .isCloseTo(every.cheapest, within(1e-6));
            assertThat(plan.cost()).as("seed %d", seed).isCloseTo(every.cheapest, within(1e-6));
        }
    }

    @Test
    void isDrivenInOrderAndLeavesAsLateAsItMay() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Hours matrix = matrix(4, random);
            for (int leg = 0; leg < 50; leg++) {
                long arrival = random.nextInt(8 * 3_600);
                long latest = matrix.latestDeparture(1, 2, arrival);
                assertThat(latest + matrix.duration(1, 2, latest)).isLessThanOrEqualTo(arrival);
                assertThat(latest + 1 + matrix.duration(1, 2, latest + 1)).isGreaterThan(arrival);
                assertThat(arrival + 1 + matrix.duration(1, 2, arrival + 1))
                        .isGreaterThanOrEqualTo(arrival + matrix.duration(1, 2, arrival));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void findsWhatTryingEveryTourFindsWhereTimeCosts(long kind) {
        for (long seed = 100 * kind; seed < 100 * kind + 12; seed++) {
            RoutingProblem problem = random(new Random(seed), new Vehicle.Costs(500 * (kind % 2), 3_600, 0));

            Plan plan = solve(problem);

            EveryTour every = new EveryTour(problem);
            assertThat(plan.unassigned()).as("seed %d: %s", seed, every.best).hasSize(every.fewestOut);
            assertThat(plan.cost()).as("seed %d: %s", seed, every.best).isCloseTo(every.cheapest, within(1e-6));
            assertThat(plan.curve().getLast().cost()).isGreaterThanOrEqualTo(plan.cost() - 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void drivesNoLongerThanItMayByTheClock(long kind) {
        for (long seed = 100 * kind; seed < 100 * kind + 12; seed++) {
            RoutingProblem free = random(new Random(seed), Vehicle.Costs.OF_TIME);
            RoutingProblem problem = new RoutingProblem(
                    free.jobs(),
                    free.vehicles().stream()
                            .map(vehicle -> new Vehicle(
                                    vehicle.id(),
                                    0,
                                    0,
                                    0,
                                    vehicle.capacity(),
                                    Set.of(),
                                    vehicle.shift(),
                                    List.of(),
                                    vehicle.costs(),
                                    new Vehicle.Limits(9, 3_600, Long.MAX_VALUE),
                                    List.of()))
                            .toList(),
                    free.matrices(),
                    List.of());
            new PlanChecker(problem).check(solve(problem));
        }
    }
}
