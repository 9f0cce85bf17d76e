package dev.shopkeeper.logistics.vroom;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.logistics.routing.InfeasibleLockException;
import dev.shopkeeper.logistics.routing.Plan;
import dev.shopkeeper.logistics.routing.RuinRecreateSolver;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tours for whoever has jobs and vehicles. */
@RestController
@RequestMapping("/admin/v1/routes")
@Tag(name = "Routes")
class RoutesController {

    private static final String SOLVER = "route-solver";
    private static final String VERSION = "1";
    private static final long LEAST_MILLIS = 10;
    private static final long MOST_MILLIS = 12_000;
    private static final long USUAL_MILLIS = 2_000;
    private static final double NANOS_A_MILLI = 1e6;

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final Semaphore free = new Semaphore(cores);
    private final DecisionTimer timer;
    private final Clock clock;

    RoutesController(DecisionTimer timer, Clock clock) {
        this.timer = timer;
        this.clock = clock;
    }

    @PostMapping("/solve")
    @Operation(
            summary = "Tours for jobs and vehicles, in VROOM's JSON",
            description =
                    "What VROOM's interface does not know is refused by its name. Coordinates are [longitude, latitude]; without"
                            + " matrices, ways are 1.3 times as long as the crow flies, at 36 km/h. The answer comes within time_limit_ms and"
                            + " what is read before it. The same seed answers the same tours where the time suffices for max_rounds.")
    VroomAnswer solve(
            @RequestBody JsonNode body,
            @RequestParam(name = "time_limit_ms", required = false) @Nullable Long timeLimit,
            @RequestParam(name = "max_rounds", required = false) @Nullable Long rounds,
            @RequestParam(name = "seed", required = false) @Nullable Long seed,
            Locale locale) {
        long millis = within("time_limit_ms", timeLimit, USUAL_MILLIS, LEAST_MILLIS, MOST_MILLIS);
        long most = within("max_rounds", rounds, Long.MAX_VALUE, 1, Long.MAX_VALUE);
        VroomProblem problem = VroomProblem.read(body);
        if (!free.tryAcquire()) {
            throw new ProblemException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "solvers-busy",
                    "As many routes are sought as there are cores, " + cores + ".",
                    List.of(),
                    "Maybe ask again in a moment?");
        }
        try {
            RuinRecreateSolver.Budget budget =
                    new RuinRecreateSolver.Budget(Duration.ofMillis(millis), most, 1, seed == null ? 1 : seed);
            return timer.timed(SOLVER, () -> {
                long began = System.nanoTime();
                Plan plan = solve(problem, budget);
                return VroomAnswer.of(
                        problem,
                        plan,
                        Math.round((System.nanoTime() - began) / NANOS_A_MILLI),
                        Stamp.of(SOLVER, VERSION, clock.instant()),
                        Language.of(locale));
            });
        } finally {
            free.release();
        }
    }

    private static Plan solve(VroomProblem problem, RuinRecreateSolver.Budget budget) {
        try {
            return new RuinRecreateSolver(problem.problem(), budget).solve();
        } catch (InfeasibleLockException e) {
            throw ProblemException.invalid(
                    "vehicles.steps", e.job(), "cannot be done by vehicle " + e.vehicle() + " where it is locked");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The search was interrupted.", e);
        }
    }

    private static long within(String name, @Nullable Long value, long usual, long least, long most) {
        if (value == null) {
            return usual;
        }
        if (value < least || value > most) {
            throw ProblemException.invalid(
                    List.of(new Violation(name, value, "must be from " + least + " to " + most)));
        }
        return value;
    }
}
