package dev.shopkeeper.logistics.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuinRecreateSolverTests {

    private static final long ROUNDS = 3_000;

    /** A matrix of whole seconds; distances are seven times as long. */
    private record Seconds(int[][] durations) implements TravelMatrix {
        @Override
        public int size() {
            return durations.length;
        }

        @Override
        public int duration(int from, int to) {
            return durations[from][to];
        }

        @Override
        public int distance(int from, int to) {
            return 7 * durations[from][to];
        }
    }

    private static Seconds every(int size, int leg) {
        int[][] durations = new int[size][size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                durations[a][b] = a == b ? 0 : leg;
            }
        }
        return new Seconds(durations);
    }

    private static Job job(String id, int location, TimeWindow... windows) {
        return new Job(
                id,
                location,
                0,
                List.of(1L),
                List.of(0L),
                Set.of(),
                0,
                windows.length == 0 ? List.of(TimeWindow.ALWAYS) : List.of(windows));
    }

    private static Vehicle vehicle(TimeWindow shift, Vehicle.Limits limits, Break... breaks) {
        return new Vehicle(
                "van",
                0,
                0,
                0,
                List.of(10L),
                Set.of(),
                shift,
                List.of(breaks),
                Vehicle.Costs.OF_TIME,
                limits,
                List.of());
    }

    private static Plan solve(RoutingProblem problem) {
        return solve(problem, ROUNDS, 1);
    }

    private static Plan solve(RoutingProblem problem, long rounds, int threads) {
        try {
            return new RuinRecreateSolver(
                            problem, new RuinRecreateSolver.Budget(Duration.ofMinutes(1), rounds, threads, 3))
                    .solve();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void findsWhatTryingEverythingFinds(int kind) {
        for (int seed = 0; seed < 12; seed++) {
            RoutingProblem problem = random(kind, new Random(100L * kind + seed));

            Plan plan = solve(problem);

            BruteForce.Best best = BruteForce.of(problem);
            double cost = new PlanChecker(problem).check(plan);
            assertThat(plan.unassigned())
                    .as("kind %d, seed %d: %s", kind, seed, plan)
                    .hasSize(best.unassigned());
            assertThat(cost)
                    .as("kind %d, seed %d: %s instead of %s", kind, seed, plan, best.tours())
                    .isCloseTo(best.cost(), org.assertj.core.data.Offset.offset(1e-6));
        }
    }

    /** @param kind bits: time windows and shifts; breaks; goods both ways in two dimensions, skills and limits */
    private static RoutingProblem random(int kind, Random random) {
        boolean windows = (kind & 1) != 0;
        boolean breaks = (kind & 2) != 0;
        boolean more = (kind & 4) != 0;
        int places = 6;
        int[][] durations = new int[places][places];
        for (int a = 0; a < places; a++) {
            for (int b = 0; b < places; b++) {
                durations[a][b] = a == b ? 0 : 1 + random.nextInt(12);
            }
        }
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            List<TimeWindow> own = new ArrayList<>();
            if (windows) {
                long from = random.nextInt(20);
                own.add(new TimeWindow(from, from + random.nextInt(10)));
                if (random.nextBoolean()) {
                    own.add(new TimeWindow(from + 12, from + 12 + random.nextInt(15)));
                }
            } else {
                own.add(TimeWindow.ALWAYS);
            }
            jobs.add(new Job(
                    "j" + i,
                    1 + random.nextInt(places - 1),
                    random.nextInt(4),
                    more
                            ? List.of((long) random.nextInt(4), (long) random.nextInt(3))
                            : List.of(1L + random.nextInt(3)),
                    more ? List.of((long) random.nextInt(4), 0L) : List.of(0L),
                    more && random.nextInt(3) == 0 ? Set.of(7) : Set.of(),
                    0,
                    own));
        }
        List<Vehicle> vehicles = new ArrayList<>();
        for (int r = 0; r < 2; r++) {
            vehicles.add(new Vehicle(
                    "v" + r,
                    0,
                    random.nextInt(4) == 0 ? null : 0,
                    random.nextInt(4) == 0 ? null : 0,
                    more ? List.of(4L + random.nextInt(4), 4L) : List.of(4L + random.nextInt(5)),
                    r == 0 ? Set.of(7) : Set.of(),
                    windows ? new TimeWindow(random.nextInt(4), 35 + random.nextInt(20)) : new TimeWindow(0, 500),
                    breaks
                            ? List.of(rest("a", 4, 8, random), rest("b", 18, 25, random))
                                    .subList(0, 1 + r)
                            : List.of(),
                    new Vehicle.Costs(random.nextInt(3) * 5, 3_600, more ? 1_000.0 * random.nextInt(2) : 0),
                    more && random.nextBoolean()
                            ? new Vehicle.Limits(3, 30 + random.nextInt(20), 300)
                            : Vehicle.Limits.NONE,
                    List.of()));
        }
        return new RoutingProblem(jobs, vehicles, List.of(new Seconds(durations)), List.of());
    }

    private static Break rest(String id, int from, int to, Random random) {
        long begin = from + random.nextInt(4);
        return new Break(id, 1 + random.nextInt(5), List.of(new TimeWindow(begin, to + random.nextInt(6))));
    }

    @Test
    void deliversAndThenRestsWhereABreakAndAWindowMeet() {
        RoutingProblem problem = new RoutingProblem(
                List.of(job("delivery", 1, new TimeWindow(39_900, 40_800))),
                List.of(vehicle(
                        new TimeWindow(28_800, 57_600),
                        Vehicle.Limits.NONE,
                        new Break("lunch", 1_800, List.of(new TimeWindow(40_800, 50_400))))),
                List.of(every(2, 1_800)),
                List.of());

        Plan plan = solve(problem);

        new PlanChecker(problem).check(plan);
        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.tours().getFirst().steps().stream().map(Plan.Step::kind))
                .containsExactly(Plan.Kind.START, Plan.Kind.JOB, Plan.Kind.BREAK, Plan.Kind.END);
        assertThat(plan.tours().getFirst().steps().getFirst().end()).isEqualTo(38_100);
    }

    @Test
    void saysWhyAJobIsInNoTour() {
        Vehicle.Limits little = new Vehicle.Limits(Integer.MAX_VALUE, 100, Long.MAX_VALUE);
        assertThat(reason(job("far", 1), vehicle(TimeWindow.ALWAYS, little))).isEqualTo(Plan.Reason.MAX_TRAVEL_TIME);
        assertThat(reason(
                        job("early", 1, new TimeWindow(0, 1_000)),
                        vehicle(new TimeWindow(0, 90_000), Vehicle.Limits.NONE)))
                .isEqualTo(Plan.Reason.TIME_WINDOW);
        assertThat(reason(
                        job("late", 1, new TimeWindow(5_000, 9_000)),
                        vehicle(new TimeWindow(0, 6_000), Vehicle.Limits.NONE)))
                .isEqualTo(Plan.Reason.SHIFT);
        assertThat(reason(
                        job("midday", 1, new TimeWindow(3_600, 3_700)),
                        vehicle(
                                new TimeWindow(1_700, 90_000),
                                Vehicle.Limits.NONE,
                                new Break("long", 1_900, List.of(new TimeWindow(1_700, 2_000))))))
                .isEqualTo(Plan.Reason.BREAK);
        Job big = new Job("big", 1, 0, List.of(11L), List.of(0L), Set.of(), 0, List.of(TimeWindow.ALWAYS));
        assertThat(reason(big, vehicle(TimeWindow.ALWAYS, Vehicle.Limits.NONE))).isEqualTo(Plan.Reason.CAPACITY);
        Job cold = new Job("cold", 1, 0, List.of(1L), List.of(0L), Set.of(4), 0, List.of(TimeWindow.ALWAYS));
        assertThat(reason(cold, vehicle(TimeWindow.ALWAYS, Vehicle.Limits.NONE)))
                .isEqualTo(Plan.Reason.SKILLS);
    }

    private static Plan.Reason reason(Job job, Vehicle vehicle) {
        Plan plan = solve(new RoutingProblem(List.of(job), List.of(vehicle), List.of(every(2, 1_800)), List.of()));
        assertThat(plan.tours()).isEmpty();
        return plan.unassigned().getFirst().reason();
    }

    @Test
    void leavesOutWhatMattersLeastAndSaysThatThereIsNoRoom() {
        List<Job> jobs = IntStream.range(0, 12)
                .mapToObj(i -> new Job(
                        "j" + i,
                        i + 1,
                        0,
                        List.of(1L),
                        List.of(0L),
                        Set.of(),
                        i % 4 == 0 ? 0 : 5,
                        List.of(TimeWindow.ALWAYS)))
                .toList();
        RoutingProblem problem = new RoutingProblem(
                jobs, List.of(vehicle(TimeWindow.ALWAYS, Vehicle.Limits.NONE)), List.of(every(13, 60)), List.of());

        Plan plan = solve(problem);

        new PlanChecker(problem).check(plan);
        assertThat(plan.unassigned()).hasSize(2).allMatch(out -> out.reason() == Plan.Reason.NO_ROOM);
        assertThat(plan.unassigned().stream().map(Plan.Unassigned::job)).isSubsetOf("j0", "j4", "j8");
    }

    /** Four streets of fifteen jobs each, which three vans can carry: the way is shortest with four. */
    @Test
    void usesFewerVehiclesWhereEachCostsMoreThanTheWay() {
        int[][] durations = new int[61][61];
        for (int a = 0; a <= 60; a++) {
            for (int b = 0; b <= 60; b++) {
                boolean sameStreet = a > 0 && b > 0 && (a - 1) / 15 == (b - 1) / 15;
                durations[a][b] = a == b ? 0 : sameStreet ? 10 : a == 0 || b == 0 ? 100 : 250;
            }
        }
        for (double fixed : new double[] {0, 10_000}) {
            List<Vehicle> vans = IntStream.range(0, 6)
                    .mapToObj(r -> new Vehicle(
                            "v" + r,
                            0,
                            0,
                            0,
                            List.of(20L),
                            Set.of(),
                            TimeWindow.ALWAYS,
                            List.of(),
                            new Vehicle.Costs(fixed, 3_600, 0),
                            Vehicle.Limits.NONE,
                            List.of()))
                    .toList();
            RoutingProblem problem = new RoutingProblem(
                    IntStream.rangeClosed(1, 60).mapToObj(i -> job("j" + i, i)).toList(),
                    vans,
                    List.of(new Seconds(durations)),
                    List.of());

            Plan plan = solve(problem, 20_000, 1);

            new PlanChecker(problem).check(plan);
            assertThat(plan.unassigned()).isEmpty();
            assertThat(plan.tours()).hasSize(fixed == 0 ? 4 : 3);
        }
    }

    /** Of more jobs than what lies between each two is kept for. */
    @Test
    void plansManyJobsByThoseThatLieNear() {
        int jobs = 3_000;
        Random random = new Random(2);
        double[] x = random.doubles(jobs + 1, 0, 20_000).toArray();
        double[] y = random.doubles(jobs + 1, 0, 9_000).toArray();
        TravelMatrix plain = new TravelMatrix() {
            @Override
            public int size() {
                return x.length;
            }

            @Override
            public int duration(int from, int to) {
                return (int) Math.hypot(x[from] - x[to], y[from] - y[to]);
            }

            @Override
            public int distance(int from, int to) {
                return duration(from, to);
            }

            @Override
            public double[] position(int place) {
                return new double[] {x[place], y[place]};
            }
        };
        RoutingProblem problem = new RoutingProblem(
                IntStream.rangeClosed(1, jobs).mapToObj(i -> job("j" + i, i)).toList(),
                IntStream.range(0, 30)
                        .mapToObj(r -> new Vehicle(
                                "v" + r,
                                0,
                                0,
                                0,
                                List.of(100L),
                                Set.of(),
                                TimeWindow.ALWAYS,
                                List.of(),
                                Vehicle.Costs.OF_TIME,
                                Vehicle.Limits.NONE,
                                List.of()))
                        .toList(),
                List.of(plain),
                List.of());

        Plan first = solve(problem, 1, 1);
        Plan plan = solve(problem, 40_000, 1);

        new PlanChecker(problem).check(plan);
        assertThat(plan.unassigned().size()).isLessThanOrEqualTo(30);
        assertThat(plan.cost()).isLessThan(first.cost());
        Plane plane = Plane.of(problem);
        assertThat(plane).isNotNull();
        for (int job : new int[] {0, 7, 2_999}) {
            int of = job + 1;
            List<Double> nearest = IntStream.of(plane.nearest(job, 50))
                    .mapToObj(other -> Math.hypot(x[of] - x[other + 1], y[of] - y[other + 1]))
                    .toList();
            List<Double> all = IntStream.range(0, jobs)
                    .mapToObj(other -> Math.hypot(x[of] - x[other + 1], y[of] - y[other + 1]))
                    .sorted()
                    .limit(50)
                    .toList();
            assertThat(nearest).isEqualTo(all);
        }
    }

    @Test
    void answersTheSameForTheSameSeed() {
        RoutingProblem problem = town(80, new Random(4), List.of());

        Plan one = solve(problem, 20_000, 2);
        Plan other = solve(problem, 20_000, 2);

        assertThat(one.tours()).isEqualTo(other.tours());
        assertThat(one.rounds()).isEqualTo(other.rounds());
        List<Double> costs = one.curve().stream().map(Plan.Point::cost).toList();
        assertThat(costs).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(costs.getLast()).isEqualTo(one.cost());
    }

    /** Windows, two kinds of vans with breaks, one way of two slower. */
    private static RoutingProblem town(int jobs, Random random, List<List<String>> before) {
        int[] x = random.ints(jobs + 1, 0, 3_000).toArray();
        int[] y = random.ints(jobs + 1, 0, 3_000).toArray();
        int[][] durations = new int[jobs + 1][jobs + 1];
        for (int a = 0; a <= jobs; a++) {
            for (int b = 0; b <= jobs; b++) {
                durations[a][b] = (int) Math.hypot(x[a] - x[b], y[a] - y[b]) * (a < b ? 10 : 9) / 9;
            }
        }
        List<Job> all = new ArrayList<>();
        for (int i = 1; i <= jobs; i++) {
            long from = random.nextInt(8) * 3_600L;
            all.add(new Job(
                    "j" + i,
                    i,
                    120,
                    List.of(1L + random.nextInt(4)),
                    List.of((long) random.nextInt(2)),
                    Set.of(),
                    0,
                    List.of(new TimeWindow(from, from + 7_200))));
        }
        List<Vehicle> vans = IntStream.range(0, jobs / 5)
                .mapToObj(r -> new Vehicle(
                        "v" + r,
                        0,
                        0,
                        0,
                        List.of(20L + 10 * (r % 2)),
                        Set.of(),
                        new TimeWindow(0, 36_000),
                        List.of(new Break("b", 1_800, List.of(new TimeWindow(10_800, 18_000)))),
                        Vehicle.Costs.OF_TIME,
                        Vehicle.Limits.NONE,
                        List.of()))
                .toList();
        return new RoutingProblem(all, vans, List.of(new Seconds(durations)), before);
    }

    @Test
    void plansATownInTimeAndBeginsWithThePlanThatThereIs() {
        RoutingProblem problem = town(80, new Random(6), List.of());
        Plan first = solve(problem, 30_000, 1);
        new PlanChecker(problem).check(first);
        assertThat(first.unassigned()).isEmpty();

        List<List<String>> before = problem.vehicles().stream()
                .map(vehicle -> first.tours().stream()
                        .filter(tour -> tour.vehicle().equals(vehicle.id()))
                        .flatMap(tour -> tour.steps().stream())
                        .filter(step -> step.kind() == Plan.Kind.JOB)
                        .map(step -> String.valueOf(step.id()))
                        .toList())
                .toList();
        Plan again = solve(town(80, new Random(6), before), 1, 1);

        new PlanChecker(problem).check(again);
        assertThat(again.cost()).isLessThanOrEqualTo(first.cost() + 1e-6);
    }

    @Test
    void keepsToursInTheirOrderWhereNothingIsSoughtAndPutsInWhatIsNew() {
        RoutingProblem problem = new RoutingProblem(
                IntStream.range(1, 9).mapToObj(i -> job("j" + i, i)).toList(),
                List.of(vehicle(TimeWindow.ALWAYS, Vehicle.Limits.NONE)),
                List.of(every(9, 60)),
                List.of(List.of("j7", "j2", "j5", "j1")));

        Plan plan = solve(problem, 0, 1);

        new PlanChecker(problem).check(plan);
        assertThat(plan.rounds()).isZero();
        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.tours().getFirst().steps().stream()
                        .map(step -> String.valueOf(step.id()))
                        .filter(List.of("j7", "j2", "j5", "j1")::contains))
                .containsExactly("j7", "j2", "j5", "j1");
    }

    @Test
    void movesNothingThatIsLockedAndNamesWhatCannotBe() {
        RoutingProblem free = new RoutingProblem(
                IntStream.range(1, 9).mapToObj(i -> job("j" + i, i)).toList(),
                List.of(vehicle(TimeWindow.ALWAYS, Vehicle.Limits.NONE)),
                List.of(every(9, 60)),
                List.of());
        RoutingProblem locked = locked(free, List.of("j7", "j2", "j5"));

        Plan plan = solve(locked);

        new PlanChecker(locked).check(plan);
        assertThat(plan.tours().getFirst().steps().stream()
                        .filter(step -> step.kind() == Plan.Kind.JOB)
                        .map(Plan.Step::id)
                        .limit(3))
                .containsExactly("j7", "j2", "j5");
        assertThatThrownBy(() -> solve(locked(free, List.of("j1", "nobody"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
        RoutingProblem late = new RoutingProblem(
                List.of(job("a", 1), job("b", 2, new TimeWindow(0, 100))),
                List.of(vehicle(new TimeWindow(0, 9_000), Vehicle.Limits.NONE)),
                List.of(every(3, 60)),
                List.of());
        assertThatThrownBy(() -> solve(locked(late, List.of("a", "b"))))
                .isInstanceOfSatisfying(InfeasibleLockException.class, wrong -> {
                    assertThat(wrong.job()).isEqualTo("b");
                    assertThat(wrong.vehicle()).isEqualTo("van");
                });
    }

    @Test
    void tellsHowFarItHasGotAndTheBestSoFar() throws InterruptedException {
        RuinRecreateSolver solver = new RuinRecreateSolver(
                random(0, new Random(1)), new RuinRecreateSolver.Budget(Duration.ofMinutes(1), 500, 1, 3));
        assertThat(solver.progress()).isZero();
        assertThat(solver.best()).isNull();

        Plan plan = solver.solve();

        assertThat(solver.progress()).isOne();
        assertThat(solver.best()).isEqualTo(plan.curve().getLast());
    }

    private static RoutingProblem locked(RoutingProblem problem, List<String> jobs) {
        Vehicle van = problem.vehicles().getFirst();
        return new RoutingProblem(
                problem.jobs(),
                List.of(new Vehicle(
                        van.id(),
                        van.matrix(),
                        van.start(),
                        van.end(),
                        van.capacity(),
                        van.skills(),
                        van.shift(),
                        van.breaks(),
                        van.costs(),
                        van.limits(),
                        jobs)),
                problem.matrices(),
                problem.before());
    }
}
