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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

    static final String SOLVER = "route-solver";
    static final String VERSION = "1";

    private static final String JOBS = "/admin/v1/routes/jobs/";
    private static final long LEAST_MILLIS = 10;
    /** Up to here the answer is waited for. */
    private static final long MOST_AT_ONCE_MILLIS = 12_000;

    private static final long MOST_MILLIS = 600_000;
    private static final long USUAL_MILLIS = 2_000;
    private static final double NANOS_A_MILLI = 1e6;

    private final Cores cores;
    private final RouteJobs jobs;
    private final DecisionTimer timer;
    private final Clock clock;

    RoutesController(Cores cores, RouteJobs jobs, DecisionTimer timer, Clock clock) {
        this.cores = cores;
        this.jobs = jobs;
        this.timer = timer;
        this.clock = clock;
    }

    @PostMapping("/solve")
    @Operation(
            summary = "Tours for jobs and vehicles, in VROOM's JSON",
            description =
                    "What VROOM's interface does not know is refused by its name. Coordinates are [longitude, latitude]; without"
                            + " matrices, ways are 1.3 times as long as the crow flies, at 36 km/h. The answer comes within time_limit_ms and"
                            + " what is read before it, up to 12,000; above that, up to 600,000, a job seeks. The same seed answers the"
                            + " same tours where the time suffices for max_rounds.")
    @ApiResponse(
            responseCode = "200",
            description = "The tours",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = VroomAnswer.class)))
    @ApiResponse(
            responseCode = "202",
            description = "time_limit_ms is more than 12,000: a job seeks; its address is in Location",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = RouteJobView.class)))
    ResponseEntity<?> solve(
            @RequestBody
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            examples = @ExampleObject(VroomExample.PROBLEM)))
                    JsonNode body,
            @Parameter(example = "15000") @RequestParam(name = "time_limit_ms", required = false) @Nullable
                    Long timeLimit,
            @RequestParam(name = "max_rounds", required = false) @Nullable Long rounds,
            @RequestParam(name = "seed", required = false) @Nullable Long seed,
            Locale locale) {
        long millis = within("time_limit_ms", timeLimit, USUAL_MILLIS, LEAST_MILLIS, MOST_MILLIS);
        long most = within("max_rounds", rounds, Long.MAX_VALUE, 1, Long.MAX_VALUE);
        VroomProblem problem = VroomProblem.read(body);
        RuinRecreateSolver.Budget budget =
                new RuinRecreateSolver.Budget(Duration.ofMillis(millis), most, 1, seed == null ? 1 : seed);
        RuinRecreateSolver solver = new RuinRecreateSolver(problem.problem(), budget);
        Language language = Language.of(locale);
        if (millis > MOST_AT_ONCE_MILLIS) {
            checkLocks(solver);
            RouteJobView job = jobs.submit(RouteJobInput.of(body, budget, language));
            return ResponseEntity.accepted()
                    .location(URI.create(JOBS + job.id()))
                    .body(job);
        }
        return ResponseEntity.ok(solve(problem, solver, language));
    }

    private VroomAnswer solve(VroomProblem problem, RuinRecreateSolver solver, Language language) {
        if (!cores.take()) {
            throw new ProblemException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "solvers-busy",
                    "As many routes are sought as there are cores, " + cores.all() + ".",
                    List.of(),
                    "Maybe ask again in a moment?");
        }
        try {
            return timer.timed(SOLVER, () -> {
                long began = System.nanoTime();
                Plan plan = solve(solver);
                return VroomAnswer.of(
                        problem,
                        plan,
                        Math.round((System.nanoTime() - began) / NANOS_A_MILLI),
                        Stamp.of(SOLVER, VERSION, clock.instant()),
                        language);
            });
        } finally {
            cores.giveBack();
        }
    }

    private static Plan solve(RuinRecreateSolver solver) {
        try {
            return solver.solve();
        } catch (InfeasibleLockException e) {
            throw infeasible(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The search was interrupted.", e);
        }
    }

    @GetMapping("/jobs/{id}")
    @Operation(
            summary = "How a long search for tours stands, and its answer",
            description = "While it seeks, the best that it has found; once it has ended, what /solve answers.")
    RouteJobView routeJob(@PathVariable("id") UUID id) {
        return jobs.get(id);
    }

    @DeleteMapping("/jobs/{id}")
    @Operation(
            summary = "Stop a long search for tours",
            description =
                    "It soon ends as SUCCEEDED, with the best that it has found; as CANCELLED where it had not begun."
                            + " Stopping one that has ended changes nothing.")
    RouteJobView stopRouteJob(@PathVariable("id") UUID id) {
        return jobs.stop(id);
    }

    private static void checkLocks(RuinRecreateSolver solver) {
        try {
            solver.requireLocks();
        } catch (InfeasibleLockException e) {
            throw infeasible(e);
        }
    }

    private static ProblemException infeasible(InfeasibleLockException e) {
        return ProblemException.invalid(
                "vehicles.steps", e.job(), "cannot be done by vehicle " + e.vehicle() + " where it is locked");
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
