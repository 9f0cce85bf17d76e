package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.inventory.input.Cursors;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What to reorder, over HTTP. */
@RestController
@RequestMapping("/admin/v1/replenishment")
@Tag(name = "Replenishment")
class ReplenishmentController {

    private static final String PATH = "/admin/v1/replenishment/runs/";

    private final Runs runs;
    private final Proposals proposals;
    private final DecisionTimer timer;

    ReplenishmentController(Runs runs, Proposals proposals, DecisionTimer timer) {
        this.runs = runs;
        this.proposals = proposals;
        this.timer = timer;
    }

    @PostMapping("/runs")
    @Operation(
            summary = "Work out what to reorder",
            description =
                    "Of everything on sale, or of the items named. What is due becomes a draft of a purchase order,"
                            + " once a day for an item, a location and a supplier.")
    @ApiResponse(responseCode = "202", description = "The run begins; its address is in Location")
    ResponseEntity<RunView> run(@FieldsBody(required = false) @Nullable ReplenishmentRequest request) {
        RunView run = runs.request(request == null ? ReplenishmentRequest.EVERYTHING : request);
        return ResponseEntity.accepted()
                .location(URI.create(PATH + run.runId()))
                .body(run);
    }

    @GetMapping("/runs/{id}")
    @Operation(summary = "How a run stands, and its report")
    RunView run(@PathVariable("id") UUID id) {
        return runs.view(id);
    }

    @GetMapping("/proposals")
    @Operation(summary = "List proposals", description = "In the order in which they were made, each with why.")
    Page<ProposalView> proposals(
            @RequestParam(name = "run_id", required = false) @Nullable UUID runId,
            @RequestParam(name = "item_id", required = false) @Nullable String itemId,
            @RequestParam(required = false) @Nullable ProposalState state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Locale locale) {
        return proposals.list(
                runId, Cursors.filter("item_id", itemId), state, PageRequest.of(limit, cursor), Language.of(locale));
    }

    @GetMapping("/items/{item_id}")
    @Operation(
            summary = "What would be ordered of an item now, and why",
            description = "Also where nothing is. Without location_id where the item is at one location alone.")
    Replenishment item(
            @PathVariable("item_id") String itemId,
            @RequestParam(name = "location_id", required = false) @Nullable String locationId,
            Locale locale) {
        String location = Cursors.filter("location_id", locationId);
        return timer.timed("reorder", () -> proposals.explain(itemId, location, Language.of(locale)));
    }
}
