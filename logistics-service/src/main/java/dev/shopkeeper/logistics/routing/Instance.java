package dev.shopkeeper.logistics.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem as the search sees it: jobs are nodes 0 to n-1, behind them lie the places where vehicles start and end, and one that is
 * nowhere, for tours that begin or end anywhere. Immutable.
 */
final class Instance {

    static final long NEVER = Long.MAX_VALUE / 4;
    static final long TOO_EARLY = Long.MIN_VALUE / 4;

    /** Up to so many nodes, what lies between each two is kept. */
    private static final int MOST_KEPT = 2_000;

    private static final int NEAREST = 400;
    private static final int NEAREST_ON_A_PLANE = 100;
    private static final double SECONDS_AN_HOUR = 3_600;
    private static final double METRES_A_KILOMETRE = 1_000;

    final RoutingProblem problem;
    final int jobs;
    final int vehicles;
    final int dimensions;
    final int nodes;
    final int nowhere;
    /** By node; -1 of nowhere. */
    final int[] location;

    final int[] service;
    /** By job and dimension. */
    final long[] delivery;

    final long[] pickup;
    final long[] capacity;
    /** By job: windows from, to, from, to; of nodes that are no jobs, none. */
    final long[][] windows;

    final double[] penalty;
    final int[] startNode;
    final int[] endNode;
    final Legs[] legs;
    /** By vehicle: vehicles of one group are alike. */
    final int[] group;

    final int groups;
    /** By group: a vehicle that stands for it. */
    final int[] firstOfGroup;
    /** By group and job: whether the vehicle has the skills, and can carry the job alone. */
    final boolean[][] able;

    final int[][] locked;
    /** By vehicle, jobs to begin with. */
    final int[][] before;

    final double[] fixed;
    /** Whether any vehicle costs something if it is used at all. */
    final boolean costsToUse;
    /** By job: how much of a vehicle it fills; how far it lies from where tours begin; of its windows. */
    final double[] size;

    final double[] remoteness;
    final double[] windowLength;
    final double[] windowFrom;
    final double[] windowTo;
    final long[] shiftFrom;
    final long[] shiftTo;
    final int[] mostTasks;
    final long[] mostTravel;
    final long[] mostDistance;
    private final Rest[][] breaks;
    /** Whether any vehicle has limits of tasks, time or distance. */
    final boolean limited;

    final boolean timed;
    final boolean timeDependent;
    final boolean bothWays;
    /** Whether there is one dimension at most, and goods go one way. */
    final boolean oneKindOfGoods;
    /** By job: the least that it takes of the room in the first dimension. */
    final long[] first;
    /** Whether what lies between nodes is kept; else looking everywhere takes too long. */
    final boolean kept;

    private final @Nullable Plane plane;
    /** By job, the others by their distance; of many jobs, each is sought when it is wanted. */
    final int[][] near;

    Instance(RoutingProblem problem) {
        this.problem = problem;
        this.jobs = problem.jobs().size();
        this.vehicles = problem.vehicles().size();
        this.dimensions =
                vehicles == 0 ? 0 : problem.vehicles().getFirst().capacity().size();
        Map<String, Integer> byId = new HashMap<>();
        for (int job = 0; job < jobs; job++) {
            if (byId.put(problem.jobs().get(job).id(), job) != null) {
                throw new IllegalArgumentException(
                        "Job '" + problem.jobs().get(job).id() + "' is there twice.");
            }
        }
        Map<Integer, Integer> depots = new HashMap<>();
        List<Integer> places = new ArrayList<>();
        problem.jobs().forEach(job -> places.add(job.location()));
        for (Vehicle vehicle : problem.vehicles()) {
            for (Integer place : Arrays.asList(vehicle.start(), vehicle.end())) {
                if (place != null && !depots.containsKey(place)) {
                    depots.put(place, places.size());
                    places.add(place);
                }
            }
        }
        this.nowhere = places.size();
        places.add(-1);
        this.nodes = places.size();
        this.location = places.stream().mapToInt(Integer::intValue).toArray();
        this.startNode = new int[vehicles];
        this.endNode = new int[vehicles];
        this.service = new int[nodes];
        this.windows = new long[nodes][0];
        this.delivery = new long[jobs * dimensions];
        this.pickup = new long[jobs * dimensions];
        this.capacity = new long[vehicles * dimensions];
        this.penalty = new double[jobs];
        this.locked = new int[vehicles][];
        this.shiftFrom = new long[vehicles];
        this.shiftTo = new long[vehicles];
        this.mostTasks = new int[vehicles];
        this.mostTravel = new long[vehicles];
        this.mostDistance = new long[vehicles];
        this.breaks = new Rest[vehicles][];
        for (int r = 0; r < vehicles; r++) {
            Vehicle vehicle = problem.vehicles().get(r);
            startNode[r] = vehicle.start() == null ? nowhere : depots.getOrDefault(vehicle.start(), nowhere);
            endNode[r] = vehicle.end() == null ? nowhere : depots.getOrDefault(vehicle.end(), nowhere);
            shiftFrom[r] = vehicle.shift().from();
            shiftTo[r] = Math.min(vehicle.shift().to(), NEVER - 1);
            mostTasks[r] = vehicle.limits().tasks();
            mostTravel[r] = vehicle.limits().travelTime();
            mostDistance[r] = vehicle.limits().distance();
            breaks[r] = vehicle.breaks().stream()
                    .map(rest -> new Rest(rest.service(), flat(rest.windows())))
                    .toArray(Rest[]::new);
            amounts(vehicle.capacity(), capacity, r, "Vehicle '" + vehicle.id() + "'");
            locked[r] =
                    vehicle.locked().stream().mapToInt(id -> known(byId, id)).toArray();
        }
        boolean deliveries = false;
        boolean pickups = false;
        for (int job = 0; job < jobs; job++) {
            Job each = problem.jobs().get(job);
            service[job] = each.service();
            amounts(each.delivery(), delivery, job, "Job '" + each.id() + "'");
            amounts(each.pickup(), pickup, job, "Job '" + each.id() + "'");
            windows[job] = flat(each.windows());
            deliveries |= each.delivery().stream().anyMatch(amount -> amount > 0);
            pickups |= each.pickup().stream().anyMatch(amount -> amount > 0);
        }
        this.bothWays = deliveries && pickups;
        this.oneKindOfGoods = !bothWays && dimensions <= 1;
        this.first = new long[jobs];
        for (int job = 0; job < jobs && dimensions > 0; job++) {
            // of goods that go both ways, either may be the one that there is less room for
            first[job] = bothWays
                    ? Math.min(delivery[job * dimensions], pickup[job * dimensions])
                    : Math.max(delivery[job * dimensions], pickup[job * dimensions]);
        }
        this.timeDependent = problem.matrices().stream().anyMatch(TravelMatrix::timeDependent);
        if (timeDependent) {
            for (Vehicle vehicle : problem.vehicles()) {
                if (vehicle.limits().travelTime() < Long.MAX_VALUE
                        && !vehicle.breaks().isEmpty()) {
                    throw new IllegalArgumentException(
                            "Vehicle '" + vehicle.id() + "' has breaks and a limit of driving of "
                                    + vehicle.limits().travelTime()
                                    + " s; where ways depend on the clock, only one of them can be kept.");
                }
            }
        }
        this.limited = problem.vehicles().stream()
                .anyMatch(vehicle -> !vehicle.limits().equals(Vehicle.Limits.NONE));
        this.timed = timeDependent
                || limited
                || problem.jobs().stream().anyMatch(job -> !job.windows().equals(List.of(TimeWindow.ALWAYS)))
                || problem.vehicles().stream().anyMatch(Instance::hasTimes);
        this.group = new int[vehicles];
        this.groups = group();
        this.firstOfGroup = new int[groups];
        for (int r = vehicles - 1; r >= 0; r--) {
            firstOfGroup[group[r]] = r;
        }
        this.legs = legs();
        this.able = able();
        double dearest = dearest();
        for (int job = 0; job < jobs; job++) {
            penalty[job] = dearest * (1 + problem.jobs().get(job).priority());
        }
        this.fixed = problem.vehicles().stream()
                .mapToDouble(vehicle -> vehicle.costs().fixed())
                .toArray();
        this.costsToUse = Arrays.stream(fixed).anyMatch(each -> each > 0);
        this.before = new int[vehicles][];
        for (int r = 0; r < vehicles; r++) {
            before[r] = r < problem.before().size()
                    ? problem.before().get(r).stream()
                            .mapToInt(id -> known(byId, id))
                            .toArray()
                    : new int[0];
        }
        this.size = new double[jobs];
        this.remoteness = new double[jobs];
        this.windowLength = new double[jobs];
        this.windowFrom = new double[jobs];
        this.windowTo = new double[jobs];
        orders();
        this.kept = nodes <= MOST_KEPT;
        this.plane = kept || vehicles == 0 ? null : Plane.of(problem);
        this.near = near();
    }

    private static int known(Map<String, Integer> byId, String id) {
        Integer job = byId.get(id);
        if (job == null) {
            throw new IllegalArgumentException("A tour names job '" + id + "', which is not there.");
        }
        return job;
    }

    private static boolean hasTimes(Vehicle vehicle) {
        return !vehicle.shift().equals(TimeWindow.ALWAYS) || !vehicle.breaks().isEmpty();
    }

    /** A break: seconds, and windows from, to, from, to. */
    record Rest(int service, long[] windows) {}

    Rest[] breaks(int vehicle) {
        return breaks[vehicle];
    }

    private void amounts(List<Long> amounts, long[] to, int row, String whose) {
        if (amounts.size() != dimensions) {
            throw new IllegalArgumentException(whose + " has amounts in " + amounts.size()
                    + " dimensions, the first vehicle's capacity in " + dimensions + ".");
        }
        for (int d = 0; d < dimensions; d++) {
            to[row * dimensions + d] = amounts.get(d);
        }
    }

    static long[] flat(List<TimeWindow> windows) {
        return windows.stream()
                .flatMapToLong(window -> java.util.stream.LongStream.of(window.from(), window.to()))
                .toArray();
    }

    private record Kind(
            int matrix,
            @Nullable Integer start,
            @Nullable Integer end,
            List<Long> capacity,
            java.util.Set<Integer> skills,
            TimeWindow shift,
            List<Break> breaks,
            Vehicle.Costs costs,
            Vehicle.Limits limits) {}

    private int group() {
        Map<Kind, Integer> kinds = new HashMap<>();
        for (int r = 0; r < vehicles; r++) {
            Vehicle vehicle = problem.vehicles().get(r);
            group[r] = kinds.computeIfAbsent(
                    new Kind(
                            vehicle.matrix(),
                            vehicle.start(),
                            vehicle.end(),
                            vehicle.capacity(),
                            vehicle.skills(),
                            vehicle.shift(),
                            vehicle.breaks(),
                            vehicle.costs(),
                            vehicle.limits()),
                    kind -> kinds.size());
        }
        return kinds.size();
    }

    private Legs[] legs() {
        Map<List<Object>, Legs> known = new HashMap<>();
        Legs[] legs = new Legs[vehicles];
        for (int r = 0; r < vehicles; r++) {
            Vehicle vehicle = problem.vehicles().get(r);
            Vehicle.Costs costs = vehicle.costs();
            TravelMatrix matrix = problem.matrices().get(vehicle.matrix());
            legs[r] = known.computeIfAbsent(
                    List.of(vehicle.matrix(), costs.perHour(), costs.perKilometre()),
                    key -> new Legs(
                            matrix,
                            location,
                            costs.perHour() / SECONDS_AN_HOUR,
                            costs.perKilometre() / METRES_A_KILOMETRE,
                            nodes <= MOST_KEPT));
        }
        return legs;
    }

    private boolean[][] able() {
        boolean[][] able = new boolean[groups][jobs];
        for (int r : firstOfGroup) {
            for (int job = 0; job < jobs; job++) {
                able[group[r]][job] = problem.vehicles()
                                .get(r)
                                .skills()
                                .containsAll(problem.jobs().get(job).skills())
                        && carries(r, job);
            }
        }
        return able;
    }

    boolean carries(int r, int job) {
        for (int d = 0; d < dimensions; d++) {
            if (Math.max(delivery[job * dimensions + d], pickup[job * dimensions + d]) > capacity[r * dimensions + d]) {
                return false;
            }
        }
        return true;
    }

    private void orders() {
        for (int job = 0; job < jobs; job++) {
            for (int d = 0; d < dimensions; d++) {
                long most = 1;
                for (int r : firstOfGroup) {
                    most = Math.max(most, capacity[r * dimensions + d]);
                }
                size[job] += (double) Math.max(delivery[job * dimensions + d], pickup[job * dimensions + d]) / most;
            }
            remoteness[job] = Double.POSITIVE_INFINITY;
            for (int r : firstOfGroup) {
                remoteness[job] = Math.min(remoteness[job], legs[r].cost(startNode[r], job));
            }
            windowFrom[job] = windows[job][0];
            windowTo[job] = windows[job][windows[job].length - 1];
            for (int i = 0; i < windows[job].length; i += 2) {
                windowLength[job] += windows[job][i + 1] - windows[job][i];
            }
        }
    }

    /** More than a tour to any job can cost. */
    private double dearest() {
        double dearest = 1;
        for (int r : firstOfGroup) {
            double most = 0;
            Legs mine = legs[r];
            for (int a = 0; a < jobs; a++) {
                most = Math.max(most, mine.costOrZero(startNode[r], a) + mine.costOrZero(a, endNode[r]));
            }
            dearest = Math.max(dearest, most + problem.vehicles().get(r).costs().fixed());
        }
        return 10 * dearest;
    }

    private int[][] near() {
        int[][] near = new int[jobs][];
        for (int job = 0; job < jobs && kept; job++) {
            near[job] = nearest(job);
        }
        return near;
    }

    /** The jobs by their distance from one, which is the first of them. */
    int[] nearest(int job) {
        return plane == null ? nearestOfAll(job) : plane.nearest(job, NEAREST_ON_A_PLANE);
    }

    private int[] nearestOfAll(int job) {
        Legs mine = legs[0];
        long[] keys = new long[jobs];
        for (int other = 0; other < jobs; other++) {
            double distance = mine.costOrZero(job, other) + mine.costOrZero(other, job);
            // the order of the bits of positive floats is the order of the floats
            keys[other] = (long) Float.floatToIntBits((float) Math.max(0, distance)) << 32 | other;
        }
        keys[job] = job;
        Arrays.sort(keys);
        int[] nearest = new int[Math.min(jobs, NEAREST)];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = (int) keys[i];
        }
        return nearest;
    }

    /** What lies between nodes, for vehicles that drive by the same matrix at the same costs. */
    static final class Legs {

        final TravelMatrix matrix;
        private final int[] location;
        private final double perSecond;
        private final double perMetre;
        private final int size;
        private final double @Nullable [] costs;
        private final double @Nullable [] costsBack;
        private final int @Nullable [] durations;

        Legs(TravelMatrix matrix, int[] location, double perSecond, double perMetre, boolean kept) {
            this.matrix = matrix;
            this.location = location;
            this.perSecond = perSecond;
            this.perMetre = perMetre;
            this.size = location.length;
            if (kept) {
                costs = new double[size * size];
                costsBack = new double[size * size];
                durations = new int[size * size];
                for (int a = 0; a < size; a++) {
                    for (int b = 0; b < size; b++) {
                        durations[a * size + b] = computeDuration(a, b);
                        costs[a * size + b] = computeCost(a, b);
                        costsBack[b * size + a] = costs[a * size + b];
                    }
                }
            } else {
                costs = null;
                costsBack = null;
                durations = null;
            }
        }

        private int computeDuration(int a, int b) {
            return location[a] < 0 || location[b] < 0 ? 0 : matrix.duration(location[a], location[b]);
        }

        private double computeCost(int a, int b) {
            if (location[a] < 0 || location[b] < 0) {
                return 0;
            }
            int duration = matrix.duration(location[a], location[b]);
            return duration >= TravelMatrix.UNREACHABLE
                    ? Double.POSITIVE_INFINITY
                    : costOf(duration, matrix.distance(location[a], location[b]));
        }

        double costOf(long duration, long distance) {
            return perSecond * duration + perMetre * distance;
        }

        double cost(int a, int b) {
            return costs == null ? computeCost(a, b) : costs[a * size + b];
        }

        double costOrZero(int a, int b) {
            double cost = cost(a, b);
            return cost == Double.POSITIVE_INFINITY ? 0 : cost;
        }

        int duration(int a, int b) {
            return durations == null ? computeDuration(a, b) : durations[a * size + b];
        }

        int distance(int a, int b) {
            return location[a] < 0 || location[b] < 0 ? 0 : matrix.distance(location[a], location[b]);
        }

        long duration(int a, int b, long departure) {
            return location[a] < 0 || location[b] < 0 ? 0 : matrix.duration(location[a], location[b], departure);
        }

        long latestDeparture(int a, int b, long arrival) {
            return location[a] < 0 || location[b] < 0
                    ? arrival
                    : matrix.latestDeparture(location[a], location[b], arrival);
        }

        /** What it costs from a node to another, where many others are asked for. */
        double from(int node, int other) {
            return costs == null ? computeCost(node, other) : costs[node * size + other];
        }

        /** What it costs to a node from another, where many others are asked for. */
        double to(int node, int other) {
            return costsBack == null ? computeCost(other, node) : costsBack[node * size + other];
        }
    }
}
