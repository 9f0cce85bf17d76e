package dev.shopkeeper.logistics.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Seeks tours for as long as it may, on as many threads as it is given; what it has found by then is what it answers. */
public final class RuinRecreateSolver {

    private static final double NANOS = 1e9;

    private final RoutingProblem problem;
    private final Budget budget;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile double reached;
    private volatile Plan.@Nullable Point best;

    /**
     * How long to seek.
     *
     * @param time by the clock, all threads alike
     * @param rounds at most, by thread; the same seed and rounds give the same tours, if the time suffices; 0 for no search: the tours
     *     to begin with stay, and each further job is put where it costs least
     * @param threads searches of seeds of their own, of which the best is taken
     */
    public record Budget(Duration time, long rounds, int threads, long seed) {}

    public RuinRecreateSolver(RoutingProblem problem, Budget budget) {
        this.problem = problem;
        this.budget = budget;
    }

    /** Ends the search soon; what was found is answered. */
    public void stop() {
        stopped.set(true);
    }

    /** How far the search has got, 0 to 1, by time or by rounds. */
    public double progress() {
        return Math.clamp(reached, 0, 1);
    }

    /** The best that was found so far, or null before anything was. */
    public Plan.@Nullable Point best() {
        return best;
    }

    /**
     * Makes sure, before anything is sought, that every vehicle can do what it must do first.
     *
     * @throws InfeasibleLockException if one cannot
     */
    public void requireLocks() {
        if (problem.vehicles().stream().anyMatch(vehicle -> !vehicle.locked().isEmpty())) {
            requireLocks(new Instance(problem));
        }
    }

    private void requireLocks(Instance instance) {
        for (int r = 0; r < instance.vehicles; r++) {
            int wrong = Schedule.firstThatCannot(instance, r);
            if (wrong >= 0) {
                Vehicle vehicle = problem.vehicles().get(r);
                throw new InfeasibleLockException(vehicle.id(), vehicle.locked().get(wrong));
            }
        }
    }

    /**
     * Seeks.
     *
     * @throws IllegalArgumentException if the problem contradicts itself
     * @throws InfeasibleLockException if what a vehicle must do first cannot be done
     */
    public Plan solve() throws InterruptedException {
        long began = System.nanoTime();
        Instance instance = new Instance(problem);
        requireLocks(instance);
        List<Plan.Point> curve = new ArrayList<>();
        double[] least = {Double.POSITIVE_INFINITY};
        Search.Better better = (cost, unassigned, rounds) -> {
            synchronized (curve) {
                if (cost < least[0]) {
                    least[0] = cost;
                    Plan.Point point = new Plan.Point((System.nanoTime() - began) / NANOS, cost, unassigned);
                    curve.add(point);
                    best = point;
                }
            }
        };
        Search.Progress progress = rounds -> {
            double fraction = Math.max(
                    (System.nanoTime() - began) / (double) budget.time().toNanos(),
                    budget.rounds() == 0 ? 0 : (double) rounds / budget.rounds());
            reached = fraction;
            return fraction;
        };
        List<Callable<Search.Found>> searches = new ArrayList<>();
        for (int thread = 0; thread < budget.threads(); thread++) {
            Search search = new Search(instance, budget.seed() * 1_000 + thread, thread % 2 == 1);
            searches.add(() -> search.run(progress, stopped::get, better, budget.rounds() > 0));
        }
        List<Search.Found> found = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(budget.threads())) {
            for (Future<Search.Found> search : executor.invokeAll(searches)) {
                found.add(search.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The search for tours failed.", e.getCause());
        }
        return Schedule.plan(
                instance,
                Collections.min(found, Comparator.comparingDouble(Search.Found::cost)),
                found.stream().mapToLong(Search.Found::rounds).sum(),
                curve);
    }
}
