package dev.shopkeeper.recommendation.experiment;

import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Experiments over HTTP. */
@RestController
@RequestMapping("/admin/v1/recommendation/experiments")
@Tag(name = "Experiments")
class ExperimentController {

    private static final int REASON_LENGTH = 500;
    private static final String PATH = "/admin/v1/recommendation/experiments/";

    private final Experiments experiments;

    ExperimentController(Experiments experiments) {
        this.experiments = experiments;
    }

    record StopRequest(@Nullable String reason) {

        static StopRequest read(Fields fields) {
            return new StopRequest(fields.textOrNull("reason", REASON_LENGTH));
        }
    }

    record RollOutRequest(String arm, String reason) {

        static RollOutRequest read(Fields fields) {
            return new RollOutRequest(fields.id("arm"), fields.text("reason", REASON_LENGTH));
        }
    }

    @PostMapping
    @Operation(
            operationId = "startExperiment",
            summary = "Start an experiment",
            description =
                    "At once, on every replica within a second. The first arm is the control. A person is always in the"
                            + " same arm; whoever sends neither user nor anonymous id is served the control and not measured. 409 for"
                            + " an id that is taken, or where another experiment runs on one of the placements.")
    @ApiResponse(responseCode = "201", description = "The experiment; its address is in Location")
    ResponseEntity<ExperimentView> start(@FieldsBody ExperimentRequest request, Principal caller) {
        ExperimentView view = experiments.start(request, caller.getName());
        return ResponseEntity.created(URI.create(PATH
                        + URLEncoder.encode(view.experimentId(), StandardCharsets.UTF_8)
                                .replace("+", "%20")))
                .body(view);
    }

    @GetMapping
    @Operation(
            operationId = "listExperiments",
            summary = "List experiments",
            description = "In the order of their ids.")
    Page<ExperimentView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return experiments.list(PageRequest.of(limit, cursor));
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getExperiment",
            summary = "An experiment and what it says so far",
            description = "The unit is the person. The intervals stay valid however often they are looked at.")
    ExperimentReport get(@PathVariable("id") String id) {
        return experiments.report(id);
    }

    @PostMapping("/{id}/stop")
    @Operation(
            operationId = "stopExperiment",
            summary = "Stop an experiment",
            description = "What stood on its placements before stands there again. 409 where it has ended.")
    ExperimentView stop(
            @PathVariable("id") String id,
            @FieldsBody(required = false) @Nullable StopRequest request,
            Principal caller) {
        return experiments.stop(id, caller.getName(), request == null ? null : request.reason());
    }

    @PostMapping("/{id}/roll-out")
    @Operation(
            operationId = "rollOutArm",
            summary = "Serve one arm of an experiment to everybody",
            description =
                    "On its placements, wherever no other experiment runs, until an arm of a later one is rolled out there."
                            + " Ends the experiment. 409 where an arm was rolled out before.")
    ExperimentView rollOut(@PathVariable("id") String id, @FieldsBody RollOutRequest request, Principal caller) {
        return experiments.rollOut(id, request.arm(), caller.getName(), request.reason());
    }
}
