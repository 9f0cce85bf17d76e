package dev.shopkeeper.logistics.routing;

import java.util.Arrays;

/**
 * A vehicle's tour while it is sought, with what makes inserting a job quick: the cost of each leg, the load on it, and when each
 * stop is left at the earliest and reached at the latest. Between the two, there is room.
 */
final class Tour {

    final int vehicle;
    private final Instance instance;
    private final Instance.Legs legs;
    /** Breaks of the vehicle. */
    private final int breaks;
    /** How many times are kept for each stop: by the number of breaks taken before. */
    private final int states;

    /** Start, jobs, end. */
    int[] nodes;

    /** How many jobs. */
    int size;

    double cost;

    /** Of the leg behind each stop. */
    double[] legCost;

    /** All that is delivered, and all that is picked up, by dimension. */
    private final long[] delivered;

    private final long[] picked;
    /** Where goods go both ways: the greatest load up to each leg, and from it on, by dimension. */
    private long[] loadBefore;

    private long[] loadAfter;

    /** When each stop is left at the earliest; {@link Instance#NEVER} if it cannot be. */
    private long[] left;

    /** When each stop must be reached at the latest; {@link Instance#TOO_EARLY} if it cannot be. */
    private long[] due;

    long travel;
    long distance;

    /** Where legs depend on the clock: the breaks taken before each stop. */
    private int[] taken = {0, 0};

    Tour(Instance instance, int vehicle) {
        this.instance = instance;
        this.vehicle = vehicle;
        this.legs = instance.legs[vehicle];
        this.breaks = instance.breaks(vehicle).length;
        this.states = breaks + 1;
        int room = 16;
        this.nodes = new int[room];
        this.legCost = new double[room];
        this.delivered = new long[instance.dimensions];
        this.picked = new long[instance.dimensions];
        this.loadBefore = new long[instance.bothWays ? room * instance.dimensions : 0];
        this.loadAfter = new long[instance.bothWays ? room * instance.dimensions : 0];
        this.left = new long[instance.timed ? room * states : 0];
        this.due = new long[instance.timed ? room * states : 0];
        nodes[0] = instance.startNode[vehicle];
        nodes[1] = instance.endNode[vehicle];
        refresh();
    }

    void copy(Tour other) {
        ensure(other.size + 2);
        size = other.size;
        cost = other.cost;
        travel = other.travel;
        taken = other.taken;
        distance = other.distance;
        System.arraycopy(other.nodes, 0, nodes, 0, size + 2);
        System.arraycopy(other.legCost, 0, legCost, 0, size + 1);
        System.arraycopy(other.delivered, 0, delivered, 0, delivered.length);
        System.arraycopy(other.picked, 0, picked, 0, picked.length);
        if (instance.bothWays) {
            System.arraycopy(other.loadBefore, 0, loadBefore, 0, (size + 1) * instance.dimensions);
            System.arraycopy(other.loadAfter, 0, loadAfter, 0, (size + 1) * instance.dimensions);
        }
        if (instance.timed) {
            System.arraycopy(other.left, 0, left, 0, (size + 2) * states);
            System.arraycopy(other.due, 0, due, 0, (size + 2) * states);
        }
    }

    private void ensure(int room) {
        if (room > nodes.length) {
            int more = Math.max(room, 2 * nodes.length);
            nodes = Arrays.copyOf(nodes, more);
            legCost = Arrays.copyOf(legCost, more);
            if (instance.bothWays) {
                loadBefore = Arrays.copyOf(loadBefore, more * instance.dimensions);
                loadAfter = Arrays.copyOf(loadAfter, more * instance.dimensions);
            }
            if (instance.timed) {
                left = Arrays.copyOf(left, more * states);
                due = Arrays.copyOf(due, more * states);
            }
        }
    }

    int indexOf(int job) {
        int at = 1;
        while (nodes[at] != job) {
            at++;
        }
        return at;
    }

    /** Puts a job behind the stop of an index. */
    void insert(int job, int behind) {
        ensure(size + 3);
        System.arraycopy(nodes, behind + 1, nodes, behind + 2, size + 1 - behind);
        nodes[behind + 1] = job;
        size++;
        refresh();
    }

    /** Puts a job behind the last one, without computing anything. */
    void append(int job) {
        ensure(size + 3);
        nodes[size + 2] = nodes[size + 1];
        nodes[++size] = job;
    }

    /**
     * How many breaks are taken before each stop, so that each is left as early as can be and all are taken in time.
     *
     * @return by index of the stop
     */
    int[] breaksBefore() {
        int[] taken = new int[size + 2];
        taken[size + 1] = breaks;
        for (int k = size; k >= 1 && breaks > 0; k--) {
            for (int before = 0; before <= taken[k + 1]; before++) {
                long leave = left[k * states + before];
                if (leave < Instance.NEVER
                        && begin(nodes[k + 1], arrival(nodes[k], nodes[k + 1], leave, before, taken[k + 1]))
                                        + (k == size ? 0 : instance.service[nodes[k + 1]])
                                == left[(k + 1) * states + taken[k + 1]]) {
                    taken[k] = before;
                    break;
                }
            }
        }
        return taken;
    }

    /** Takes jobs out, from an index on. */
    void remove(int from, int count) {
        System.arraycopy(nodes, from + count, nodes, from, size + 2 - from - count);
        size -= count;
    }

    void clear() {
        nodes[1] = nodes[size + 1];
        size = 0;
        refresh();
    }

    /** Computes all that is kept anew, after jobs were taken out. */
    void refresh() {
        cost = 0;
        travel = 0;
        distance = 0;
        Arrays.fill(delivered, 0);
        Arrays.fill(picked, 0);
        if (size == 0) {
            legCost[0] = 0;
        } else {
            cost = instance.fixed[vehicle];
            for (int k = 0; k <= size; k++) {
                legCost[k] = legs.cost(nodes[k], nodes[k + 1]);
                cost += legCost[k];
            }
            for (int k = 1; k <= size; k++) {
                for (int d = 0; d < delivered.length; d++) {
                    delivered[d] += instance.delivery[nodes[k] * delivered.length + d];
                    picked[d] += instance.pickup[nodes[k] * delivered.length + d];
                }
            }
        }
        if (instance.bothWays) {
            loads();
        }
        if (instance.timed) {
            travel();
            earliest();
            latest();
        }
        if (instance.timeDependent) {
            byTheClock();
        }
    }

    /** What each leg costs at the time at which it is driven. */
    private void byTheClock() {
        taken = breaksBefore();
        if (size == 0) {
            return;
        }
        cost = instance.fixed[vehicle];
        travel = 0;
        for (int k = 0; k <= size; k++) {
            long leave = leaves(k, nodes[k + 1]);
            long duration = leave >= Instance.NEVER
                    ? legs.duration(nodes[k], nodes[k + 1])
                    : legs.duration(nodes[k], nodes[k + 1], leave);
            legCost[k] = legs.costOf(duration, legs.distance(nodes[k], nodes[k + 1]));
            cost += legCost[k];
            travel += duration;
        }
    }

    /** When a stop is left for the next one; the start as late as the next one allows, unless one rests on the way. */
    long leaves(int behind, int next) {
        long leave = left[behind * states + taken[behind]];
        if (behind > 0 || taken[1] > 0) {
            return leave;
        }
        long begun = begin(next, arrival(nodes[0], next, leave, 0, 0));
        return begun >= Instance.NEVER ? leave : Math.max(leave, legs.latestDeparture(nodes[0], next, begun));
    }

    /** What it costs to put a job behind the stop of an index, at the time at which one would drive; the legs after that aside. */
    double more(int job, int behind) {
        int next = nodes[behind + 1];
        long leave = leaves(behind, job);
        if (leave >= Instance.NEVER) {
            return Double.POSITIVE_INFINITY;
        }
        long there = legs.duration(nodes[behind], job, leave);
        long begun = begin(job, leave + there);
        if (begun >= Instance.NEVER) {
            return Double.POSITIVE_INFINITY;
        }
        long on = legs.duration(job, next, begun + instance.service[job]);
        return legs.costOf(there, legs.distance(nodes[behind], job))
                + legs.costOf(on, legs.distance(job, next))
                - legCost[behind];
    }

    private void travel() {
        if (size > 0) {
            for (int k = 0; k <= size; k++) {
                travel += legs.duration(nodes[k], nodes[k + 1]);
                distance += legs.distance(nodes[k], nodes[k + 1]);
            }
        }
    }

    private void loads() {
        int dimensions = instance.dimensions;
        for (int d = 0; d < dimensions; d++) {
            long load = delivered[d];
            long greatest = load;
            loadBefore[d] = load;
            for (int k = 1; k <= size; k++) {
                load += instance.pickup[nodes[k] * dimensions + d] - instance.delivery[nodes[k] * dimensions + d];
                greatest = Math.max(greatest, load);
                loadBefore[k * dimensions + d] = greatest;
                loadAfter[k * dimensions + d] = load;
            }
            loadAfter[d] = delivered[d];
            for (int k = size - 1; k >= 0; k--) {
                loadAfter[k * dimensions + d] =
                        Math.max(loadAfter[k * dimensions + d], loadAfter[(k + 1) * dimensions + d]);
            }
        }
    }

    private void earliest() {
        Arrays.fill(left, 0, (size + 2) * states, Instance.NEVER);
        left[0] = instance.shiftFrom[vehicle];
        for (int k = 1; k <= size + 1; k++) {
            for (int taken = 0; taken < states; taken++) {
                long before = left[(k - 1) * states + taken];
                for (int then = taken; before < Instance.NEVER && then < states; then++) {
                    long begun = begin(nodes[k], arrival(nodes[k - 1], nodes[k], before, taken, then));
                    if (begun < Instance.NEVER) {
                        left[k * states + then] = Math.min(left[k * states + then], begun + instance.service[nodes[k]]);
                    }
                }
            }
        }
    }

    private void latest() {
        Arrays.fill(due, 0, (size + 2) * states, Instance.TOO_EARLY);
        due[(size + 1) * states + breaks] = instance.shiftTo[vehicle];
        for (int k = size; k >= 1; k--) {
            for (int then = 0; then < states; then++) {
                long next = due[(k + 1) * states + then];
                for (int taken = 0; next > Instance.TOO_EARLY && taken <= then; taken++) {
                    long leave = departure(nodes[k], nodes[k + 1], next, taken, then);
                    long reach = leave <= Instance.TOO_EARLY
                            ? Instance.TOO_EARLY
                            : reach(nodes[k], leave - instance.service[nodes[k]]);
                    due[k * states + taken] = Math.max(due[k * states + taken], reach);
                }
            }
        }
    }

    /** When service begins at a node that is reached at a time. */
    long begin(int node, long arrival) {
        long[] windows = instance.windows[node];
        if (windows.length == 0 || arrival >= Instance.NEVER) {
            return arrival;
        }
        return begin(windows, arrival);
    }

    static long begin(long[] windows, long time) {
        for (int i = 0; i < windows.length; i += 2) {
            if (time <= windows[i + 1]) {
                return Math.max(time, windows[i]);
            }
        }
        return Instance.NEVER;
    }

    /** When a node must be reached at the latest for service to begin by a time. */
    private long reach(int node, long time) {
        long[] windows = instance.windows[node];
        if (windows.length == 0) {
            return time;
        }
        for (int i = windows.length - 2; i >= 0; i -= 2) {
            if (time >= windows[i]) {
                return Math.min(time, windows[i + 1]);
            }
        }
        return Instance.TOO_EARLY;
    }

    /** When one arrives who leaves at a time and takes breaks on the way: while one waits for a break, one drives. */
    long arrival(int from, int to, long departure, int taken, int then) {
        if (taken == then) {
            if (!instance.timeDependent) {
                int duration = legs.duration(from, to);
                return duration >= TravelMatrix.UNREACHABLE ? Instance.NEVER : departure + duration;
            }
            long duration = legs.duration(from, to, departure);
            return duration >= TravelMatrix.UNREACHABLE ? Instance.NEVER : departure + duration;
        }
        long remaining = instance.timeDependent ? legs.duration(from, to, departure) : legs.duration(from, to);
        if (remaining >= TravelMatrix.UNREACHABLE) {
            return Instance.NEVER;
        }
        long time = departure;
        for (int each = taken; each < then; each++) {
            Instance.Rest rest = instance.breaks(vehicle)[each];
            long begun = begin(rest.windows(), time);
            if (begun >= Instance.NEVER) {
                return Instance.NEVER;
            }
            remaining = Math.max(0, remaining - (begun - time));
            time = begun + rest.service();
        }
        return time + remaining;
    }

    /** When one must leave at the latest to arrive by a time, with breaks on the way. */
    private long departure(int from, int to, long arrival, int taken, int then) {
        if (taken == then) {
            if (instance.timeDependent) {
                return legs.latestDeparture(from, to, arrival);
            }
            int duration = legs.duration(from, to);
            return duration >= TravelMatrix.UNREACHABLE ? Instance.TOO_EARLY : arrival - duration;
        }
        // who leaves later never arrives earlier: the latest time that is early enough is sought by halves
        long early = instance.shiftFrom[vehicle];
        if (arrival(from, to, early, taken, then) > arrival) {
            return Instance.TOO_EARLY;
        }
        long late = Math.max(early, arrival);
        while (early < late) {
            long middle = early + (late - early + 1) / 2;
            if (arrival(from, to, middle, taken, then) <= arrival) {
                early = middle;
            } else {
                late = middle - 1;
            }
        }
        return early;
    }

    /** How much more of the first dimension it can take. */
    long room() {
        return delivered.length == 0
                ? Long.MAX_VALUE
                : instance.capacity[vehicle * delivered.length] - Math.max(delivered[0], picked[0]);
    }

    /** Whether a job can be carried, wherever it is put: exact where goods go one way. */
    boolean carries(int job) {
        for (int d = 0; d < delivered.length; d++) {
            long most = instance.capacity[vehicle * delivered.length + d];
            if (delivered[d] + instance.delivery[job * delivered.length + d] > most
                    || picked[d] + instance.pickup[job * delivered.length + d] > most) {
                return false;
            }
        }
        return true;
    }

    /** Whether a job can be put behind the stop of an index. */
    boolean fits(int job, int behind) {
        return (!instance.bothWays || carries(job, behind)) && (!instance.timed || inTime(job, behind));
    }

    private boolean carries(int job, int behind) {
        int dimensions = instance.dimensions;
        for (int d = 0; d < dimensions; d++) {
            long most = instance.capacity[vehicle * dimensions + d];
            if (loadBefore[behind * dimensions + d] + instance.delivery[job * dimensions + d] > most
                    || loadAfter[behind * dimensions + d] + instance.pickup[job * dimensions + d] > most) {
                return false;
            }
        }
        return true;
    }

    private boolean inTime(int job, int behind) {
        int before = nodes[behind];
        int next = nodes[behind + 1];
        if (instance.limited && !withinLimits(job, before, next, behind)) {
            return false;
        }
        if (breaks == 0) {
            long begun = begin(job, arrival(before, job, left[behind], 0, 0));
            return begun < Instance.NEVER && arrival(job, next, begun + instance.service[job], 0, 0) <= due[behind + 1];
        }
        for (int taken = 0; taken < states; taken++) {
            long leave = left[behind * states + taken];
            for (int then = taken; leave < Instance.NEVER && then < states; then++) {
                long begun = begin(job, arrival(before, job, leave, taken, then));
                for (int last = then; begun < Instance.NEVER && last < states; last++) {
                    if (arrival(job, next, begun + instance.service[job], then, last)
                            <= due[(behind + 1) * states + last]) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean withinLimits(int job, int before, int next, int behind) {
        if (size >= instance.mostTasks[vehicle]) {
            return false;
        }
        if (instance.timeDependent && travelWith(job, behind) > instance.mostTravel[vehicle]) {
            return false;
        }
        long instead = size == 0 ? 0 : legs.duration(before, next);
        long more = legs.duration(before, job) + legs.duration(job, next) - instead;
        if (!instance.timeDependent && travel + more > instance.mostTravel[vehicle]) {
            return false;
        }
        long insteadOf = size == 0 ? 0 : legs.distance(before, next);
        return distance + legs.distance(before, job) + legs.distance(job, next) - insteadOf
                <= instance.mostDistance[vehicle];
    }

    /** All driving with one more job, by the clock, without breaks: {@link Instance} refuses both at once. */
    private long travelWith(int job, int behind) {
        int here = nodes[0];
        long all = 0;
        long time = 0;
        for (int k = 0; k <= size + 1; k++) {
            int next = k < behind ? nodes[k + 1] : k == behind ? job : nodes[k];
            if (k == 0) {
                long begun = begin(next, arrival(here, next, instance.shiftFrom[vehicle], 0, 0));
                time = begun >= Instance.NEVER
                        ? instance.shiftFrom[vehicle]
                        : Math.max(instance.shiftFrom[vehicle], legs.latestDeparture(here, next, begun));
            }
            long duration = legs.duration(here, next, time);
            long begun = begin(next, time + duration);
            if (begun >= Instance.NEVER) {
                return Long.MAX_VALUE;
            }
            all += duration;
            time = begun + instance.service[next];
            here = next;
        }
        return all;
    }

    /** Whether all that is in it can be done: of a tour that was not put together job by job. */
    boolean feasible() {
        for (int d = 0; d < delivered.length; d++) {
            long most = instance.capacity[vehicle * delivered.length + d];
            long greatest = instance.bothWays ? loadAfter[d] : Math.max(delivered[d], picked[d]);
            if (greatest > most) {
                return false;
            }
        }
        return size <= instance.mostTasks[vehicle]
                && travel <= instance.mostTravel[vehicle]
                && distance <= instance.mostDistance[vehicle]
                && (!instance.timed || size == 0 || left[(size + 1) * states + breaks] <= instance.shiftTo[vehicle]);
    }
}
