package dev.shopkeeper.membership.tier;

import dev.shopkeeper.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tiers for shop operations. */
@RestController
@RequestMapping("/admin/v1/tiers")
@Tag(name = "Tiers")
class TierAdminController {

    private static final String PATH = "/admin/v1/tiers/runs/";
    private static final Duration MIGRATIONS = Duration.ofDays(90);
    private static final int LONGEST_HISTORY = 100;

    private final TierRuns runs;
    private final TierRows rows;
    private final ServedTiers served;
    private final Clock clock;

    TierAdminController(TierRuns runs, TierRows rows, ServedTiers served, Clock clock) {
        this.runs = runs;
        this.rows = rows;
        this.served = served;
        this.clock = clock;
    }

    /** A change of a member's tier. */
    record Change(String from, String to, String modelVersion, Instant changedAt) {}

    /** The changes of a member's tier, the latest first, a hundred at most. */
    record History(String userId, List<Change> changes) {}

    @GetMapping
    @Operation(
            summary = "The tiers: how many members, typical figures, borders, who moved",
            description = "Of the champion that this replica serves.")
    TierOverview overview() {
        return TierOverview.of(
                rows.counts(),
                served.current(),
                rows.migrations(clock.instant().minus(MIGRATIONS)),
                runs.latest().orElse(null));
    }

    @PostMapping("/runs")
    @Operation(
            summary = "Look at all members now",
            description = "As every night, and whenever another model has become champion.")
    @ApiResponse(responseCode = "202", description = "The run begins; its address is in Location")
    ResponseEntity<TierRunView> run() {
        TierRunView run = runs.request();
        return ResponseEntity.accepted()
                .location(URI.create(PATH + run.runId()))
                .body(run);
    }

    @GetMapping("/runs/{id}")
    @Operation(summary = "How a run over all members stands, and its report")
    TierRunView run(@PathVariable("id") UUID id) {
        return runs.view(id);
    }

    @GetMapping("/history/{user_id}")
    @Operation(summary = "How a member's tier changed")
    History history(@PathVariable("user_id") String userId) {
        if (rows.find(userId).isEmpty()) {
            throw ProblemException.notFound("member", userId);
        }
        return new History(
                userId,
                rows.history(userId, LONGEST_HISTORY).stream()
                        .map(past -> new Change(past.from(), past.to(), past.modelVersion(), past.changedAt()))
                        .toList());
    }
}
