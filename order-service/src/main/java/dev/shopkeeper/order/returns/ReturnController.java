package dev.shopkeeper.order.returns;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkAnswer;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Returns over HTTP. */
@RestController
@RequestMapping("/admin/v1/returns")
@Tag(name = "Returns")
class ReturnController {

    private final Returns returns;
    private final Clock clock;

    ReturnController(Returns returns, Clock clock) {
        this.returns = returns;
        this.clock = clock;
    }

    record ReturnsUpload(List<ReturnEntry> returns) {}

    /** A decision on a return: {@code approve} or {@code reject}. */
    record DecideRequest(
            @Schema(allowableValues = {"approve", "reject"}) String decision,
            @Nullable String reason,
            @Nullable Instant decidedAt) {

        static DecideRequest read(Fields fields, Instant now) {
            return new DecideRequest(
                    fields.oneOf("decision", List.of("approve", "reject")),
                    fields.textOrNull("reason", 500),
                    fields.pastOrNull("decided_at", now));
        }
    }

    /** The goods are back; {@code refund} is by default all their worth, and nothing for an exchange. */
    record CompleteRequest(@Nullable Money refund, @Nullable Instant completedAt) {

        static CompleteRequest read(Fields fields, Instant now) {
            return new CompleteRequest(fields.moneyOrNull("refund"), fields.pastOrNull("completed_at", now));
        }
    }

    @PostMapping
    @Operation(
            summary = "Upload requests to return goods",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ReturnsUpload.class))))
    BulkAnswer upload(@RequestBody JsonNode body) {
        Instant now = clock.instant();
        Bulk<ReturnEntry> bulk = Bulk.read(body, "returns", fields -> ReturnEntry.read(fields, now));
        returns.request(bulk);
        return bulk.answer();
    }

    @GetMapping
    @Operation(summary = "List returns", description = "By id.")
    Page<ReturnView> list(
            @RequestParam(name = "order_id", required = false) @Nullable String orderId,
            @RequestParam(name = "state", required = false) @Nullable ReturnState state,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return returns.list(orderId, state, PageRequest.of(limit, cursor));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One return")
    ReturnView get(@PathVariable("id") String id) {
        return returns.view(id);
    }

    @PostMapping("/{id}/decide")
    @Operation(
            summary = "Approve or reject a return",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = DecideRequest.class))))
    ReturnView decide(@PathVariable("id") String id, @RequestBody JsonNode body) {
        Instant now = clock.instant();
        DecideRequest request = Fields.body(body, fields -> DecideRequest.read(fields, now));
        return returns.decide(
                id,
                request.decision().equals("approve"),
                request.reason(),
                request.decidedAt() == null ? now : request.decidedAt());
    }

    @PostMapping("/{id}/complete")
    @Operation(
            summary = "Complete an approved return and refund it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = CompleteRequest.class))))
    ReturnView complete(@PathVariable("id") String id, @RequestBody JsonNode body) {
        Instant now = clock.instant();
        CompleteRequest request = Fields.body(body, fields -> CompleteRequest.read(fields, now));
        return returns.complete(id, request.refund(), request.completedAt() == null ? now : request.completedAt());
    }
}
