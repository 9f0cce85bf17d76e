package dev.shopkeeper.logistics.vroom;

import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.logistics.routing.Plan;
import dev.shopkeeper.logistics.routing.RuinRecreateSolver;
import dev.shopkeeper.starter.job.JobCancelledException;
import dev.shopkeeper.starter.job.JobContext;
import dev.shopkeeper.starter.job.JobHandler;
import dev.shopkeeper.starter.job.LeaseLostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The job behind a long search. It waits for a core, seeks, and keeps the best so far where any replica can tell it. An attempt
 * that is cut off is followed by one that begins again, with all of its time. Whoever cancels it, at whatever replica, is heard
 * when it reports its progress; it then ends with what it has found, as succeeded, or as cancelled where the search had not begun.
 */
@Component
class RouteJob implements JobHandler {

    static final String KIND = "routes";

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final double ALMOST = 0.99;

    private final RouteJobRows rows;
    private final Cores cores;
    private final Clock clock;

    RouteJob(RouteJobRows rows, Cores cores, Clock clock) {
        this.rows = rows;
        this.cores = cores;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public @Nullable JsonNode run(JobContext context) throws InterruptedException, ExecutionException {
        RouteJobInput input = RouteJobInput.read(context.input());
        rows.begin(context);
        context.progress(0);
        while (!cores.take(LOOK)) {
            context.progress(0);
        }
        try {
            VroomProblem problem = input.problem();
            long began = System.nanoTime();
            Plan plan = seek(context, new RuinRecreateSolver(problem.problem(), input.budget()));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            rows.answer(
                    context,
                    VroomAnswer.of(
                            problem,
                            plan,
                            millis,
                            Stamp.of(RoutesController.SOLVER, RoutesController.VERSION, clock.instant()),
                            input.language()));
            return null;
        } finally {
            cores.giveBack();
        }
    }

    private Plan seek(JobContext context, RuinRecreateSolver solver) throws InterruptedException, ExecutionException {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Plan> search = thread.submit(solver::solve);
            try {
                follow(context, solver, search);
            } catch (LeaseLostException e) {
                throw e; // Another replica begins again.
            } catch (JobCancelledException e) {
                // Whoever stops a search wants what it has found.
            } finally {
                solver.stop();
            }
            return search.get();
        }
    }

    /** Tells how the search stands, until it ends. */
    private void follow(JobContext context, RuinRecreateSolver solver, Future<Plan> search)
            throws InterruptedException, ExecutionException {
        Plan.Point told = null;
        while (true) {
            try {
                search.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                context.progress(Math.min(ALMOST, solver.progress()));
            }
            Plan.Point best = solver.best();
            if (best != null && !best.equals(told)) {
                rows.best(context, best);
                told = best;
            }
        }
    }
}
