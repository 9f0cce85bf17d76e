package dev.shopkeeper.logistics.routing;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Slack induction by string removals (Christiaens and Vanden Berghe, Transportation Science 54(2), 2020): strings of jobs are cut out
 * of tours that lie near one another and put back one by one where they cost least, now and then looking away; simulated annealing
 * says what is kept. Jobs that find no place stay out at a price of their own, and those that were out the longest go first. Not
 * thread-safe.
 */
final class Search {

    /** Jobs taken out at a time on average (the paper takes 10; of 336 to 384 customers in 8 s, 7 found better), and the longest string. */
    private static final double MEAN_REMOVED = 7;

    private static final double LONGEST_STRING = 10;
    private static final double SPLIT = 0.5;
    private static final double KEEP_MORE = 0.01;
    private static final double BLINK = 0.01;
    /**
     * By the mean cost of a leg: the paper's 100 and 1, on the instances of Uchoa et al., whose legs cost 250, and on Solomon's with
     * time windows, whose legs cost 10.
     */
    private static final double HOT = 0.4;

    private static final double COLD = 0.004;
    private static final double HOT_IN_TIME = 10;
    private static final double COLD_IN_TIME = 0.1;
    /** Every other search of a problem with times is so much cooler: some find more that way. */
    private static final double COOLER = 0.3;
    /** Up to this part of the time, fewer vehicles are sought where each costs something. */
    private static final double FEWER_UNTIL = 0.25;
    /** Places beside so many near jobs are tried; those beside others only where none of these will do. */
    private static final int NEIGHBOURS = 30;

    /**
     * Of few jobs, whole tours are taken out too, and every other round looks away more often: greed has but few orders of them.
     */
    private static final double BLINK_OF_FEW = 0.25;

    private static final int FEW = 50;

    private final Instance instance;
    private final boolean cooler;
    private final SplittableRandom random;
    private final Tour[] tours;
    private final @Nullable Tour[] before;
    private final int[] touched;
    private int touchedCount;
    /** A second tour for each vehicle, to copy into. */
    private final @Nullable Tour[] spare;

    /** By job; -1 where it is out. */
    private final int[] tourOf;

    /** By job: its index in its tour. */
    private final int[] placeOf;

    /** By job: what stands before and behind it, and what the legs to it and from it cost. */
    private final int[] nodeBefore;

    private final int[] nodeBehind;
    private final double[] legBefore;
    private final double[] legBehind;
    /** By tour: how much room there is in the first dimension. */
    private final long[] room;

    private final int[] out;
    private int outCount;
    private final int[] outBefore;
    private int outCountBefore;
    /** How many rounds each job has been out. */
    private final long[] absences;

    /** By job, the others by their distance; null where nobody asked yet. */
    private final int[] @Nullable [] nearOf;

    private final double[] keys;
    private final boolean[] groupTried;
    private int untilBlink;

    private double cost;
    private double bestCost = Double.POSITIVE_INFINITY;
    private int[][] best = new int[0][];
    private int[] bestOut = new int[0];
    private double temperature;
    private double coldest;
    private double hottest;
    private long rounds;
    private boolean hurried;
    /** Whether no tour may be begun. */
    private boolean closed;

    /** @param cooler whether it is the second of two that share the work */
    Search(Instance instance, long seed, boolean cooler) {
        this.instance = instance;
        this.cooler = cooler;
        this.random = new SplittableRandom(seed);
        int vehicles = instance.vehicles;
        this.tours = new Tour[vehicles];
        this.before = new Tour[vehicles];
        this.touched = new int[vehicles];
        this.spare = new Tour[vehicles];
        for (int r = 0; r < vehicles; r++) {
            tours[r] = new Tour(instance, r);
        }
        this.tourOf = new int[instance.jobs];
        Arrays.fill(tourOf, -1);
        this.placeOf = new int[instance.jobs];
        this.nodeBefore = new int[instance.jobs];
        this.nodeBehind = new int[instance.jobs];
        this.legBefore = new double[instance.jobs];
        this.legBehind = new double[instance.jobs];
        this.room = new long[vehicles];
        for (int r = 0; r < vehicles; r++) {
            room[r] = tours[r].room();
        }
        this.out = new int[instance.jobs];
        this.outBefore = new int[instance.jobs];
        this.absences = new long[instance.jobs];
        this.nearOf = instance.near.clone();
        this.keys = new double[instance.jobs];
        this.groupTried = new boolean[instance.groups];
        this.untilBlink = nextBlink();
        this.anywhereFits = !instance.timed && !instance.bothWays;
    }

    /** Told of each better solution. */
    interface Better {
        void found(double cost, int unassigned, long rounds);
    }

    /**
     * What has been found: the jobs of each vehicle in their order, and those of none.
     *
     * @param hurried whether there was no time to seek a place for each job once
     */
    record Found(double cost, int[][] tours, int[] out, long rounds, boolean hurried) {}

    /** Where the search stands, 0 at the beginning to 1 at the end. */
    interface Progress {
        double reached(long rounds);
    }

    /** @param seek false for the tours to begin with, and each further job where it costs least */
    Found run(Progress progress, BooleanSupplier stopped, Better better, boolean seek) {
        begin(progress, stopped);
        keepBest(better);
        if (!seek) {
            return new Found(bestCost, best, bestOut, rounds, hurried);
        }
        if (instance.costsToUse) {
            useFewer(progress, stopped, better);
        }
        double fraction = 0;
        while (fraction < 1 && !stopped.getAsBoolean()) {
            temperature = hottest * Math.pow(coldest / hottest, fraction);
            // a look at the clock costs as much as some rounds
            for (int i = 0; i < 50; i++) {
                round(better);
            }
            fraction = progress.reached(rounds);
        }
        return new Found(bestCost, best, bestOut, rounds, hurried);
    }

    private void begin(Progress progress, BooleanSupplier stopped) {
        for (int job = 0; job < instance.jobs; job++) {
            out[outCount++] = job;
        }
        for (int r = 0; r < instance.vehicles; r++) {
            for (int job : instance.locked[r]) {
                place(job, r, tours[r].size);
            }
        }
        for (int r = 0; r < instance.problem.before().size(); r++) {
            for (int job : instance.before[r]) {
                if (tourOf[job] < 0
                        && instance.able[instance.group[r]][job]
                        && tours[r].carries(job)
                        && tours[r].fits(job, tours[r].size)) {
                    place(job, r, tours[r].size);
                }
            }
        }
        outCount = 0;
        cost = 0;
        for (int job = 0; job < instance.jobs; job++) {
            if (tourOf[job] < 0) {
                out[outCount++] = job;
                cost += instance.penalty[job];
            }
        }
        for (Tour tour : tours) {
            cost += tour.cost;
        }
        sortOut();
        putBackInTime(progress, stopped);
        touchedCount = 0;
        forgetBefore();
        double legs = 0;
        double tourCosts = 0;
        for (Tour tour : tours) {
            for (int k = 0; tour.size > 0 && k <= tour.size; k++) {
                tourCosts += tour.legCost[k];
                legs++;
            }
        }
        double mean = legs == 0 || tourCosts <= 0 ? 1 : tourCosts / legs;
        double heat = instance.timed && cooler ? COOLER : 1;
        hottest = (instance.timed ? HOT_IN_TIME : HOT) * mean * heat;
        coldest = (instance.timed ? COLD_IN_TIME : COLD) * mean * heat;
    }

    /**
     * Takes whole tours away, those whose jobs were out the least, and seeks room for their jobs in the others: for a part of the
     * time, as long as it goes well.
     */
    private void useFewer(Progress progress, BooleanSupplier stopped, Better better) {
        temperature = coldest;
        while (outCount == 0 && progress.reached(rounds) < FEWER_UNTIL && !stopped.getAsBoolean()) {
            int victim = leastAbsent();
            if (victim < 0) {
                break;
            }
            touchedCount = 0;
            Tour tour = touch(victim);
            takeOut(tour, 1, tour.size);
            cost -= tour.cost;
            tour.refresh();
            cost += tour.cost;
            number(tour, victim);
            touchedCount = 0;
            forgetBefore();
            closed = true;
            while (outCount > 0 && progress.reached(rounds) < FEWER_UNTIL && !stopped.getAsBoolean()) {
                for (int i = 0; i < 50 && outCount > 0; i++) {
                    round(better);
                }
            }
            closed = false;
        }
        goBackToBest();
    }

    /** The tour without a lock whose jobs have been out the least; -1 if there is none. */
    private int leastAbsent() {
        int least = -1;
        long fewest = Long.MAX_VALUE;
        for (int r = 0; r < tours.length; r++) {
            if (tours[r].size > 0 && instance.locked[r].length == 0) {
                long sum = 0;
                for (int k = 1; k <= tours[r].size; k++) {
                    sum += absences[tours[r].nodes[k]];
                }
                if (sum < fewest) {
                    fewest = sum;
                    least = r;
                }
            }
        }
        return least;
    }

    private void goBackToBest() {
        Arrays.fill(tourOf, -1);
        cost = 0;
        for (int r = 0; r < tours.length; r++) {
            tours[r].clear();
            for (int job : best[r]) {
                tours[r].append(job);
            }
            tours[r].refresh();
            number(tours[r], r);
            cost += tours[r].cost;
        }
        outCount = bestOut.length;
        System.arraycopy(bestOut, 0, out, 0, outCount);
        cost += penaltyOfOut();
        Arrays.fill(absences, 0);
    }

    private void place(int job, int r, int behind) {
        tours[r].insert(job, behind);
        number(tours[r], r);
    }

    private void number(Tour tour, int r) {
        room[r] = tour.room();
        for (int k = 1; k <= tour.size; k++) {
            int job = tour.nodes[k];
            tourOf[job] = r;
            placeOf[job] = k;
            nodeBefore[job] = tour.nodes[k - 1];
            nodeBehind[job] = tour.nodes[k + 1];
            legBefore[job] = tour.legCost[k - 1];
            legBehind[job] = tour.legCost[k];
        }
    }

    private void forgetBefore() {
        for (int r = 0; r < before.length; r++) {
            Tour old = before[r];
            if (old != null) {
                spare[r] = old;
                before[r] = null;
            }
        }
    }

    private void round(Better better) {
        rounds++;
        double costBefore = cost;
        double outPenaltyBefore = penaltyOfOut();
        outCountBefore = outCount;
        System.arraycopy(out, 0, outBefore, 0, outCount);
        touchedCount = 0;
        untilBlink = instance.jobs <= FEW ? nextBlink() : untilBlink;
        ruin();
        sortOut();
        putBack();
        if (accept(costBefore, outPenaltyBefore)) {
            for (int i = 0; i < touchedCount; i++) {
                Tour old = before[touched[i]];
                spare[touched[i]] = old;
                before[touched[i]] = null;
            }
            if (cost < bestCost - 1e-9) {
                keepBest(better);
            }
        } else {
            restore(costBefore);
        }
        for (int i = 0; i < outCount; i++) {
            absences[out[i]]++;
        }
    }

    private double penaltyOfOut() {
        double sum = 0;
        for (int i = 0; i < outCount; i++) {
            sum += instance.penalty[out[i]];
        }
        return sum;
    }

    private boolean accept(double costBefore, double outPenaltyBefore) {
        if (outCount > 0 || outCountBefore > 0) {
            double penalty = penaltyOfOut();
            if (penalty < outPenaltyBefore) {
                return true;
            }
            if (penalty > outPenaltyBefore) {
                return false;
            }
            long absent = 0;
            long absentBefore = 0;
            for (int i = 0; i < outCount; i++) {
                absent += absences[out[i]];
            }
            for (int i = 0; i < outCountBefore; i++) {
                absentBefore += absences[outBefore[i]];
            }
            if (absent < absentBefore) {
                return true;
            }
        }
        return cost < costBefore - temperature * Math.log(random.nextDouble());
    }

    private void restore(double costBefore) {
        for (int i = 0; i < touchedCount; i++) {
            int r = touched[i];
            Tour old = before[r];
            if (old != null) {
                spare[r] = tours[r];
                tours[r] = old;
                before[r] = null;
            }
        }
        for (int i = 0; i < touchedCount; i++) {
            number(tours[touched[i]], touched[i]);
        }
        outCount = outCountBefore;
        System.arraycopy(outBefore, 0, out, 0, outCount);
        for (int i = 0; i < outCount; i++) {
            tourOf[out[i]] = -1;
        }
        cost = costBefore;
    }

    private void keepBest(Better better) {
        bestCost = cost;
        best = new int[instance.vehicles][];
        for (int r = 0; r < best.length; r++) {
            best[r] = Arrays.copyOfRange(tours[r].nodes, 1, tours[r].size + 1);
        }
        bestOut = Arrays.copyOf(out, outCount);
        better.found(bestCost, outCount, rounds);
    }

    /** The tour of a vehicle, to be changed: as it was, it is kept. */
    private Tour touch(int r) {
        if (before[r] == null) {
            Tour kept = spare[r];
            Tour copy = kept == null ? new Tour(instance, r) : kept;
            copy.copy(tours[r]);
            before[r] = tours[r];
            tours[r] = copy;
            touched[touchedCount++] = r;
        }
        return tours[r];
    }

    private void ruin() {
        int used = 0;
        int in = 0;
        for (Tour tour : tours) {
            if (tour.size > 0) {
                used++;
                in += tour.size;
            }
        }
        if (in == 0) {
            return;
        }
        double longest = instance.jobs <= FEW ? LONGEST_STRING : Math.min(LONGEST_STRING, (double) in / used);
        double most = 4 * MEAN_REMOVED / (1 + longest) - 1;
        int strings = (int) (random.nextDouble() * most + 1);
        int seed = random.nextInt(instance.jobs);
        int[] near = near(seed);
        int cutTours = 0;
        for (int i = 0; i < near.length && cutTours < strings; i++) {
            int job = near[i];
            int r = tourOf[job];
            if (r < 0 || before[r] != null) {
                continue;
            }
            int free = tours[r].size - instance.locked[r].length;
            int at = placeOf[job];
            if (at <= instance.locked[r].length) {
                continue;
            }
            int length = (int) (random.nextDouble() * Math.min(free, longest) + 1);
            cut(touch(r), at, Math.min(length, free), instance.locked[r].length);
            cutTours++;
        }
    }

    /** Cuts a string of a length that holds the job of an index; now and then it leaves some within it. */
    private void cut(Tour tour, int at, int length, int locked) {
        int kept = 0;
        if (length > 1 && random.nextDouble() < SPLIT) {
            kept = Math.min(1, tour.size - locked - length);
            while (length + kept < tour.size - locked && random.nextDouble() < KEEP_MORE) {
                kept++;
            }
        }
        int span = length + kept;
        int first = Math.max(locked + 1, at - span + 1);
        int last = Math.min(at, tour.size - span + 1);
        int from = first + (last > first ? random.nextInt(last - first + 1) : 0);
        if (kept == 0) {
            takeOut(tour, from, length);
        } else {
            int head = 1 + random.nextInt(length);
            int tail = length - head;
            takeOut(tour, from + head + kept, tail);
            takeOut(tour, from, head);
        }
        cost -= tour.cost;
        tour.refresh();
        cost += tour.cost;
        number(tour, tour.vehicle);
    }

    private void takeOut(Tour tour, int from, int count) {
        for (int k = from; k < from + count; k++) {
            int job = tour.nodes[k];
            tourOf[job] = -1;
            out[outCount++] = job;
            cost += instance.penalty[job];
        }
        tour.remove(from, count);
    }

    /** By one of the orders of the paper; those with time windows have three more. */
    private void sortOut() {
        int die = random.nextInt(instance.timed ? 17 : 11);
        for (int i = 0; i < outCount; i++) {
            int job = out[i];
            keys[i] = die < 4
                    ? random.nextDouble()
                    : die < 8
                            ? -instance.size[job]
                            : die < 10
                                    ? -instance.remoteness[job]
                                    : die < 11
                                            ? instance.remoteness[job]
                                            : die < 13
                                                    ? instance.windowLength[job]
                                                    : die < 15 ? instance.windowFrom[job] : -instance.windowTo[job];
        }
        for (int i = 1; i < outCount; i++) {
            double key = keys[i];
            int job = out[i];
            int k = i - 1;
            while (k >= 0 && keys[k] > key) {
                keys[k + 1] = keys[k];
                out[k + 1] = out[k];
                k--;
            }
            keys[k + 1] = key;
            out[k + 1] = job;
        }
    }

    private int nextBlink() {
        double blink = instance.jobs <= FEW && rounds % 2 == 0 ? BLINK_OF_FEW : BLINK;
        return (int) (Math.log(random.nextDouble()) / Math.log1p(-blink));
    }

    /** As {@link #putBack}; what there is no time for stays out. */
    private void putBackInTime(Progress progress, BooleanSupplier stopped) {
        int left = 0;
        int count = outCount;
        boolean time = true;
        for (int i = 0; i < count; i++) {
            int job = out[i];
            time &= i % 64 != 0 || progress.reached(0) < 1 && !stopped.getAsBoolean();
            hurried |= !time;
            if (!time || !insert(job)) {
                out[left++] = job;
            }
        }
        outCount = left;
    }

    private void putBack() {
        int left = 0;
        int count = outCount;
        for (int i = 0; i < count; i++) {
            int job = out[i];
            if (!insert(job)) {
                out[left++] = job;
            }
        }
        outCount = left;
    }

    /** Whether a place fits that is in a tour with room enough. */
    private final boolean anywhereFits;

    private double cheapest;
    private int bestTour;
    private int bestBehind;

    private boolean insert(int job) {
        cheapest = instance.penalty[job];
        bestTour = -1;
        bestBehind = -1;
        if (instance.jobs > NEIGHBOURS) {
            besideNeighbours(job);
        }
        everywhere(job, instance.jobs <= NEIGHBOURS || bestTour < 0 && instance.kept);
        if (bestTour < 0) {
            return false;
        }
        Tour tour = touch(bestTour);
        cost -= tour.cost + instance.penalty[job];
        tour.insert(job, bestBehind);
        cost += tour.cost;
        number(tour, bestTour);
        return true;
    }

    private boolean carries(int r, int job) {
        return instance.first[job] <= room[r]
                && (instance.oneKindOfGoods || tours[r].carries(job))
                && instance.able[instance.group[r]][job];
    }

    /** Tries the places on both sides of each job that lies near. */
    private void besideNeighbours(int job) {
        int[] near = near(job);
        int most = Math.min(near.length, NEIGHBOURS);
        for (int i = 0; i < most; i++) {
            int neighbour = near[i];
            int r = tourOf[neighbour];
            if (r < 0 || !carries(r, job)) {
                continue;
            }
            Instance.Legs legs = instance.legs[r];
            double behind = instance.timeDependent
                    ? tours[r].more(job, placeOf[neighbour])
                    : legs.to(job, neighbour) + legs.from(job, nodeBehind[neighbour]) - legBehind[neighbour];
            if (behind < cheapest) {
                attempt(job, r, placeOf[neighbour], behind);
            }
            double before = instance.timeDependent
                    ? tours[r].more(job, placeOf[neighbour] - 1)
                    : legs.to(job, nodeBefore[neighbour]) + legs.from(job, neighbour) - legBefore[neighbour];
            if (before < cheapest && placeOf[neighbour] > instance.locked[r].length) {
                attempt(job, r, placeOf[neighbour] - 1, before);
            }
        }
    }

    private int[] near(int job) {
        int[] kept = nearOf[job];
        if (kept == null) {
            kept = instance.nearest(job);
            nearOf[job] = kept;
        }
        return kept;
    }

    /** A cheaper place than any before, unless one looks away or it does not fit. */
    private void attempt(int job, int r, int behind, double more) {
        if (--untilBlink < 0) {
            untilBlink = nextBlink();
        } else if (anywhereFits || tours[r].fits(job, behind)) {
            cheapest = more;
            bestTour = r;
            bestBehind = behind;
        }
    }

    /** Tries one empty tour of each kind of vehicle, and the others if they are asked for. */
    private void everywhere(int job, boolean used) {
        Arrays.fill(groupTried, false);
        for (int r = 0; r < tours.length; r++) {
            Tour tour = tours[r];
            int group = instance.group[r];
            if (tour.size == 0) {
                if (closed || groupTried[group]) {
                    continue;
                }
                groupTried[group] = true;
            } else if (!used) {
                continue;
            }
            if (!carries(r, job)) {
                continue;
            }
            Instance.Legs legs = instance.legs[r];
            int[] nodes = tour.nodes;
            double[] legCost = tour.legCost;
            int size = tour.size;
            double fixed = size == 0 ? instance.fixed[r] : 0;
            for (int k = instance.locked[r].length; k <= size; k++) {
                double more = fixed
                        + (instance.timeDependent
                                ? tour.more(job, k)
                                : legs.to(job, nodes[k]) + legs.from(job, nodes[k + 1]) - legCost[k]);
                if (more < cheapest) {
                    attempt(job, r, k, more);
                }
            }
        }
    }
}
