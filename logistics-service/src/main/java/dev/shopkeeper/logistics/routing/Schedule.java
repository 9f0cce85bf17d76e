package dev.shopkeeper.logistics.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Says when a tour is where: each stop as early as can be, the start as late as the first stop allows. */
final class Schedule {

    private final Instance instance;
    private final int vehicle;
    private final Instance.Legs legs;
    private final Vehicle who;
    private final List<Plan.Step> steps = new ArrayList<>();
    private final long[] load;
    private long travel;
    private long distance;

    private Schedule(Instance instance, int vehicle) {
        this.instance = instance;
        this.vehicle = vehicle;
        this.legs = instance.legs[vehicle];
        this.who = instance.problem.vehicles().get(vehicle);
        this.load = new long[instance.dimensions];
    }

    /** All of a search's tours and the reasons of what is in none. */
    static Plan plan(Instance instance, Search.Found found, long rounds, List<Plan.Point> curve) {
        List<Plan.PlannedTour> tours = new ArrayList<>();
        for (int r = 0; r < instance.vehicles; r++) {
            if (found.tours()[r].length > 0) {
                tours.add(new Schedule(instance, r).tour(found.tours()[r]));
            }
        }
        return new Plan(
                tours,
                Arrays.stream(found.out())
                        .sorted()
                        .mapToObj(job -> unassigned(instance, job, found.hurried()))
                        .toList(),
                tours.stream().mapToDouble(Plan.PlannedTour::cost).sum(),
                rounds,
                curve);
    }

    private Plan.PlannedTour tour(int[] jobs) {
        Tour tour = new Tour(instance, vehicle);
        for (int job : jobs) {
            tour.append(job);
            for (int d = 0; d < load.length; d++) {
                load[d] += instance.delivery[job * load.length + d];
            }
        }
        tour.refresh();
        int[] taken = tour.breaksBefore();
        long start = instance.shiftFrom[vehicle];
        long first = legs.duration(tour.nodes[0], tour.nodes[1]);
        if (instance.timeDependent) {
            start = tour.leaves(0, tour.nodes[1]);
        } else if (taken[1] == 0) {
            start = Math.max(start, tour.begin(tour.nodes[1], start + first) - first);
        }
        add(Plan.Kind.START, null, who.start(), start, start, start);
        long time = start;
        for (int k = 1; k <= tour.size + 1; k++) {
            int from = tour.nodes[k - 1];
            int to = tour.nodes[k];
            long duration = instance.timeDependent ? legs.duration(from, to, time) : legs.duration(from, to);
            long arrival = tour.arrival(from, to, time, taken[k - 1], taken[k]);
            rests(time, duration, taken[k - 1], taken[k]);
            travel += duration;
            distance += legs.distance(from, to);
            if (k <= tour.size) {
                long begin = tour.begin(to, arrival);
                for (int d = 0; d < load.length; d++) {
                    load[d] += instance.pickup[to * load.length + d] - instance.delivery[to * load.length + d];
                }
                Job job = instance.problem.jobs().get(to);
                time = begin + job.service();
                add(Plan.Kind.JOB, job.id(), job.location(), arrival, begin, time);
            } else {
                add(Plan.Kind.END, null, who.end(), arrival, arrival, arrival);
            }
        }
        double cost = instance.timeDependent ? who.costs().fixed() + legs.costOf(travel, distance) : tour.cost;
        return new Plan.PlannedTour(who.id(), steps, cost, travel, distance);
    }

    private void rests(long departure, long duration, int taken, int then) {
        long time = departure;
        long remaining = duration;
        for (int each = taken; each < then; each++) {
            Instance.Rest rest = instance.breaks(vehicle)[each];
            long begin = Tour.begin(rest.windows(), time);
            remaining = Math.max(0, remaining - (begin - time));
            time = begin + rest.service();
            add(Plan.Kind.BREAK, who.breaks().get(each).id(), null, begin, begin, time);
        }
    }

    private void add(
            Plan.Kind kind, @Nullable String id, @Nullable Integer location, long arrival, long begin, long end) {
        steps.add(new Plan.Step(
                kind,
                id,
                location,
                arrival,
                begin,
                end,
                Arrays.stream(load).boxed().toList(),
                travel,
                distance));
    }

    private static Plan.Unassigned unassigned(Instance instance, int job, boolean hurried) {
        Plan.Reason reason = Plan.Reason.SKILLS;
        int nearest = -1;
        for (int r : instance.firstOfGroup) {
            Plan.Reason here = alone(instance, r, job);
            if (nearest < 0 || here.compareTo(reason) > 0) {
                reason = here;
                nearest = r;
            }
        }
        return new Plan.Unassigned(
                instance.problem.jobs().get(job).id(),
                hurried && reason == Plan.Reason.NO_ROOM ? Plan.Reason.NO_TIME : reason,
                nearest < 0 ? null : instance.problem.vehicles().get(nearest).id());
    }

    /** What keeps one vehicle from doing one job and nothing else. */
    private static Plan.Reason alone(Instance instance, int r, int job) {
        Vehicle vehicle = instance.problem.vehicles().get(r);
        Job what = instance.problem.jobs().get(job);
        if (!vehicle.skills().containsAll(what.skills())) {
            return Plan.Reason.SKILLS;
        }
        if (!instance.carries(r, job)) {
            return Plan.Reason.CAPACITY;
        }
        Instance.Legs legs = instance.legs[r];
        int start = instance.startNode[r];
        int end = instance.endNode[r];
        long there = legs.duration(start, job);
        long back = legs.duration(job, end);
        if (there >= TravelMatrix.UNREACHABLE || back >= TravelMatrix.UNREACHABLE) {
            return Plan.Reason.UNREACHABLE;
        }
        if (there + back > instance.mostTravel[r]) {
            return Plan.Reason.MAX_TRAVEL_TIME;
        }
        if (legs.distance(start, job) + legs.distance(job, end) > instance.mostDistance[r]) {
            return Plan.Reason.MAX_DISTANCE;
        }
        if (instance.mostTasks[r] < 1) {
            return Plan.Reason.MAX_TASKS;
        }
        Tour tour = new Tour(instance, r);
        if (!instance.timed || tour.fits(job, 0)) {
            return Plan.Reason.NO_ROOM;
        }
        long begin = tour.begin(job, tour.arrival(start, job, instance.shiftFrom[r], 0, 0));
        if (begin >= Instance.NEVER) {
            return Plan.Reason.TIME_WINDOW;
        }
        return tour.arrival(job, end, begin + what.service(), 0, 0) > instance.shiftTo[r]
                ? Plan.Reason.SHIFT
                : Plan.Reason.BREAK;
    }

    /** The first job of a locked beginning that cannot be done, or -1 if all can. */
    static int firstThatCannot(Instance instance, int vehicle) {
        Tour tour = new Tour(instance, vehicle);
        int[] jobs = instance.locked[vehicle];
        return IntStream.range(0, jobs.length)
                .filter(k -> {
                    tour.append(jobs[k]);
                    tour.refresh();
                    return !instance.able[instance.group[vehicle]][jobs[k]] || !tour.feasible();
                })
                .findFirst()
                .orElse(-1);
    }
}
