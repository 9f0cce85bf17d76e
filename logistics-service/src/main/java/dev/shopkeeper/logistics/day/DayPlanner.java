package dev.shopkeeper.logistics.day;

import dev.shopkeeper.logistics.routing.Break;
import dev.shopkeeper.logistics.routing.InfeasibleLockException;
import dev.shopkeeper.logistics.routing.Job;
import dev.shopkeeper.logistics.routing.Plan;
import dev.shopkeeper.logistics.routing.RoutingProblem;
import dev.shopkeeper.logistics.routing.RuinRecreateSolver;
import dev.shopkeeper.logistics.routing.TimeWindow;
import dev.shopkeeper.logistics.routing.Vehicle;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans a depot's day anew from the tours as they stand. The search is {@link RuinRecreateSolver}'s; what is decided here is what
 * it may change: what a vehicle carries stays in it, what it drives to already stays next, and what cannot be brought in time is
 * brought late, rather than not at all.
 */
public final class DayPlanner {

    /** Of vehicles at the depot; each one that has left has a number of its own. */
    private static final int AT_THE_DEPOT = 0;

    private static final long OVERTIME_SECONDS = 7_200;
    /** A plan is worth a change of tours if it is so much cheaper. */
    private static final double WORTH_A_CHANGE = 0.005;

    private static final int DAYS = 3;
    /** Of a normal distribution, so many standard deviations lie on each side of four fifths. */
    private static final double FOUR_FIFTHS = 1.2816;

    private final Instant now;
    private final Instant midnight;
    private final List<Shift> shifts;
    private final List<Stop> stops = new ArrayList<>();
    private final Map<String, Stop> byId = new HashMap<>();
    private final Roads roads;
    private final DayMatrix matrix;
    private final Duration time;
    private final long seed;

    /**
     * A planner for once.
     *
     * @param stops to be made; what a shift's order names beyond them is passed over
     * @param timeZone the depot's
     * @param time how long to seek at most
     */
    public DayPlanner(
            Instant now, ZoneId timeZone, List<Shift> shifts, List<Stop> stops, Roads roads, Duration time, long seed) {
        this.now = now;
        this.midnight =
                now.atZone(timeZone).toLocalDate().atStartOfDay(timeZone).toInstant();
        this.shifts = List.copyOf(shifts);
        this.roads = roads;
        this.time = time;
        this.seed = seed;
        List<Place> places = new ArrayList<>();
        for (Shift shift : this.shifts) {
            places.add(shift.start());
            places.add(shift.end());
        }
        for (Stop stop : stops) {
            places.add(stop.place());
            this.stops.add(stop);
            byId.put(stop.deliveryId(), stop);
        }
        this.matrix = new DayMatrix(places, roads, midnight, DAYS);
    }

    /**
     * Plans.
     *
     * @throws InterruptedException if the thread is
     */
    public DayPlan plan() throws InterruptedException {
        if (shifts.isEmpty()) {
            return new DayPlan(
                    List.of(),
                    stops.stream()
                            .map(stop -> new DayPlan.Absence(stop.deliveryId(), "no_vehicle", null))
                            .toList());
        }
        List<List<String>> before = shifts.stream()
                .map(shift -> shift.order().stream().filter(byId::containsKey).toList())
                .toList();
        Map<String, Integer> patience = new HashMap<>();
        Plan plan = seek(patience, before);
        for (int pass = 1; pass <= 2 && !plan.unassigned().isEmpty(); pass++) {
            int each = pass;
            plan.unassigned().forEach(out -> patience.put(out.job(), promised(out.job()) ? each : 2));
            Plan later = seek(patience, orders(plan));
            if (leftOut(later) < leftOut(plan)) {
                plan = later;
            }
        }
        return told(plan);
    }

    private boolean promised(String id) {
        Stop stop = byId.get(id);
        return stop != null && stop.latest() != null;
    }

    private List<List<String>> orders(Plan plan) {
        Map<String, List<String>> byVehicle = new HashMap<>();
        for (Plan.PlannedTour tour : plan.tours()) {
            byVehicle.put(
                    tour.vehicle(),
                    tour.steps().stream()
                            .filter(step -> step.kind() == Plan.Kind.JOB)
                            .map(step -> String.valueOf(step.id()))
                            .toList());
        }
        return shifts.stream()
                .map(shift -> byVehicle.getOrDefault(shift.tourId(), List.of()))
                .toList();
    }

    /** The plan as it stands, with what is new put where it costs least, unless a search finds a better one. */
    private Plan seek(Map<String, Integer> patience, List<List<String>> before) throws InterruptedException {
        Plan kept = solve(patience, before, 0);
        Plan found = solve(patience, orders(kept), Long.MAX_VALUE);
        boolean better = leftOut(found) < leftOut(kept)
                || leftOut(found) == leftOut(kept) && found.cost() < kept.cost() * (1 - WORTH_A_CHANGE);
        return better ? found : kept;
    }

    /** How much is in no tour, the urgent for more than others. */
    private int leftOut(Plan plan) {
        return plan.unassigned().stream()
                .mapToInt(out -> 1 + Objects.requireNonNull(byId.get(out.job())).priority())
                .sum();
    }

    private Plan solve(Map<String, Integer> patience, List<List<String>> before, long rounds)
            throws InterruptedException {
        RuinRecreateSolver.Budget budget = new RuinRecreateSolver.Budget(time.dividedBy(3), rounds, 1, seed);
        for (boolean locked : new boolean[] {true, false}) {
            for (boolean overtime : new boolean[] {!patience.isEmpty(), true}) {
                try {
                    return new RuinRecreateSolver(problem(patience, before, overtime, locked), budget).solve();
                } catch (InfeasibleLockException e) {
                    // what a vehicle drives to is delivered all the same, with a longer day or in another order
                    continue;
                }
            }
        }
        throw new IllegalStateException("Nothing is locked, and yet a lock cannot be kept.");
    }

    private RoutingProblem problem(
            Map<String, Integer> patience, List<List<String>> before, boolean overtime, boolean locked) {
        Set<String> underway = shifts.stream()
                .filter(Shift::onTheWay)
                .map(shift -> shift.order().stream().findFirst().orElse(""))
                .collect(Collectors.toSet());
        Map<String, Integer> carriedBy = new HashMap<>();
        for (int i = 0; i < shifts.size(); i++) {
            if (shifts.get(i).departed()) {
                for (String id : shifts.get(i).order()) {
                    carriedBy.put(id, i + 1);
                }
            }
        }
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < stops.size(); i++) {
            Stop stop = stops.get(i);
            String id = stop.deliveryId();
            int patient = underway.contains(id) ? 2 : patience.getOrDefault(id, 0);
            jobs.add(new Job(
                    id,
                    2 * shifts.size() + i,
                    (int) Math.round(roads.serviceSeconds(stop.weightGrams())),
                    List.of(stop.weightGrams() == null ? 0L : stop.weightGrams()),
                    List.of(0L),
                    Set.of(carriedBy.getOrDefault(id, AT_THE_DEPOT)),
                    stop.priority(),
                    List.of(window(stop, patient))));
        }
        List<Vehicle> vehicles = new ArrayList<>();
        for (int i = 0; i < shifts.size(); i++) {
            vehicles.add(vehicle(i, before.get(i), overtime, locked));
        }
        return new RoutingProblem(jobs, vehicles, List.of(matrix), before);
    }

    private Vehicle vehicle(int i, List<String> order, boolean overtime, boolean locked) {
        Shift shift = shifts.get(i);
        long from = seconds(shift.departed() ? shift.startAt() : later(shift.from(), now));
        long to = seconds(shift.to());
        Shift.Rest rest = shift.rest();
        // whoever has not begun to rest by the end of the window rests no more
        boolean rests = rest != null && seconds(rest.to()) >= from;
        return new Vehicle(
                shift.tourId(),
                0,
                2 * i,
                2 * i + 1,
                List.of(shift.departed() ? Long.MAX_VALUE / 4 : shift.capacityGrams()),
                Set.of(shift.departed() ? i + 1 : AT_THE_DEPOT),
                new TimeWindow(from, Math.max(from, to + (overtime && shift.departed() ? OVERTIME_SECONDS : 0))),
                rests && rest != null
                        ? List.of(new Break(
                                "rest",
                                rest.seconds(),
                                List.of(new TimeWindow(Math.max(from, seconds(rest.from())), seconds(rest.to())))))
                        : List.of(),
                new Vehicle.Costs(
                        shift.departed() ? 0 : shift.costs().fixed(),
                        shift.costs().perHour(),
                        shift.costs().perKilometre()),
                new Vehicle.Limits(
                        shift.mostStops() == null || shift.departed() ? Integer.MAX_VALUE : shift.mostStops(),
                        Long.MAX_VALUE,
                        Long.MAX_VALUE),
                locked && shift.onTheWay() && !order.isEmpty() ? List.of(order.getFirst()) : List.of());
    }

    /**
     * When a stop may begin: as promised, or else until that day ends, or else at any time that is planned. What is not promised, or
     * should be there already, is brought today if it can be: not tomorrow because that would be cheaper.
     */
    private TimeWindow window(Stop stop, int patient) {
        long from = seconds(stop.earliest() == null ? now : later(stop.earliest(), now));
        if (patient == 2) {
            return new TimeWindow(from, Math.max(from, Duration.ofDays(DAYS).toSeconds()));
        }
        Instant latest = stop.latest();
        long to = latest == null ? from : seconds(latest);
        if (patient == 1 || latest == null || to < from) {
            long day = Duration.ofDays(1).toSeconds();
            to = (Math.max(from, to) / day + 1) * day;
        }
        return new TimeWindow(from, to);
    }

    private long seconds(Instant at) {
        return Math.max(0, Duration.between(midnight, at).toSeconds());
    }

    private Instant at(long seconds) {
        return midnight.plusSeconds(seconds);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private DayPlan told(Plan plan) {
        Map<String, Shift> byTour = shifts.stream().collect(Collectors.toMap(Shift::tourId, shift -> shift));
        List<DayPlan.PlannedTour> tours = plan.tours().stream()
                .map(tour -> tour(Objects.requireNonNull(byTour.get(tour.vehicle())), tour))
                .toList();
        List<DayPlan.Absence> absences = new ArrayList<>();
        for (Plan.Unassigned out : plan.unassigned()) {
            Shift nearest = out.nearest() == null ? null : byTour.get(out.nearest());
            absences.add(new DayPlan.Absence(
                    out.job(),
                    out.reason().name().toLowerCase(Locale.ROOT),
                    nearest == null ? null : nearest.vehicleId()));
        }
        return new DayPlan(tours, absences);
    }

    private DayPlan.PlannedTour tour(Shift shift, Plan.PlannedTour tour) {
        return new TourTimes(shift, tour.steps()).planned();
    }

    /** Puts the times of one tour together. */
    private final class TourTimes {

        private final Shift shift;
        private final List<Plan.Step> steps;
        private final List<DayPlan.PlannedStop> planned = new ArrayList<>();
        private final double fixed;
        private double variance;
        private double cost;
        private long travelled;
        private long gone;

        TourTimes(Shift shift, List<Plan.Step> steps) {
            this.shift = shift;
            this.steps = steps;
            this.fixed = shift.departed() ? 0 : shift.costs().fixed();
            this.cost = fixed;
        }

        DayPlan.PlannedTour planned() {
            Plan.Step start = steps.getFirst();
            Plan.Step end = steps.getLast();
            for (Plan.Step step : steps) {
                if (step.kind() == Plan.Kind.JOB) {
                    stop(step);
                }
            }
            long seconds = end.travelTime() - travelled;
            long metres = end.distance() - gone;
            double back = leg(seconds, metres);
            return new DayPlan.PlannedTour(
                    shift, at(start.end()), at(end.arrival()), seconds, metres, cost + back, fixed, back, planned);
        }

        private void stop(Plan.Step step) {
            Stop stop = Objects.requireNonNull(byId.get(step.id()));
            long travel = step.travelTime() - travelled;
            long metres = step.distance() - gone;
            travelled = step.travelTime();
            gone = step.distance();
            variance += Math.pow(travel * roads.legSpread(), 2);
            // who waits makes up for what took longer
            long waits = step.begin() - step.arrival();
            double spread = Math.sqrt(variance);
            long within = Math.round(FOUR_FIFTHS * spread);
            long soonest = stop.earliest() == null ? Long.MIN_VALUE : seconds(stop.earliest());
            long earliest = waits > 0 ? step.begin() : Math.clamp(step.begin() - within, soonest, step.begin());
            long latest = step.begin() + Math.max(0, within - waits);
            variance = Math.pow(Math.max(0, spread - waits), 2) + Math.pow(roads.serviceSpread(), 2);
            double added = leg(travel, metres);
            cost += added;
            long grams = stop.weightGrams() == null ? 0 : stop.weightGrams();
            planned.add(new DayPlan.PlannedStop(
                    stop.deliveryId(),
                    at(step.arrival()),
                    at(step.begin()),
                    at(step.end()),
                    at(earliest),
                    at(latest),
                    travel,
                    metres,
                    grams,
                    added,
                    stop.latest() != null && at(step.begin()).isAfter(stop.latest())));
        }

        private double leg(long seconds, long metres) {
            return shift.costs().perHour() * seconds / 3_600 + shift.costs().perKilometre() * metres / 1_000;
        }
    }
}
