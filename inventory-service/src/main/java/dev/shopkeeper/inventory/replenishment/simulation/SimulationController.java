package dev.shopkeeper.inventory.replenishment.simulation;

import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Policies over the past, over HTTP. */
@RestController
@RequestMapping("/admin/v1/policies")
@Tag(name = "Policies")
class SimulationController {

    private static final String PATH = "/admin/v1/policies/simulations/";

    private final Simulations simulations;

    SimulationController(Simulations simulations) {
        this.simulations = simulations;
    }

    @PostMapping("/simulate")
    @Operation(
            summary = "Replay a policy over the past",
            description = "Of items named or of a class, at one location, beside the policy that proposes orders now:"
                    + " fill rate, cycle service, stock, waste and cost, at the policy's target and along a curve of"
                    + " targets. Nothing is ordered.")
    @ApiResponse(responseCode = "202", description = "The simulation begins; its address is in Location")
    ResponseEntity<SimulationView> simulate(@FieldsBody SimulationRequest request) {
        SimulationView view = simulations.request(request);
        return ResponseEntity.accepted()
                .location(URI.create(PATH + view.simulationId()))
                .body(view);
    }

    @GetMapping("/simulations/{id}")
    @Operation(summary = "How a simulation stands, and its result")
    SimulationView simulation(@PathVariable("id") UUID id) {
        return simulations.view(id);
    }

    @GetMapping("/simulations")
    @Operation(summary = "List simulations", description = "Newest first, without their results.")
    Page<SimulationView> simulations(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return simulations.list(PageRequest.of(limit, cursor));
    }
}
