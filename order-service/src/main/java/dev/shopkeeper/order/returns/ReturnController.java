package dev.shopkeeper.order.returns;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkAnswer;
import dev.shopkeeper.starter.bulk.BulkBody;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Returns over HTTP. */
@RestController
@RequestMapping("/admin/v1/returns")
@Tag(name = "Returns")
class ReturnController {

    private static final String BY_POLICY = "policy";

    private final Returns returns;

    ReturnController(Returns returns) {
        this.returns = returns;
    }

    /** A decision on a return: {@code approve} or {@code reject}, or {@code policy} for what the return policy says. */
    record DecideRequest(String decision, @Nullable String reason, Instant decidedAt) {

        static DecideRequest read(Fields fields) {
            DecideRequest request = new DecideRequest(
                    fields.oneOf("decision", List.of("approve", "reject", BY_POLICY)),
                    fields.textOrNull("reason", 500),
                    fields.pastOrNow("decided_at"));
            if (request.decision().equals(BY_POLICY) && request.reason() != null) {
                fields.refuse("reason", request.reason(), "is the policy's own where the policy decides");
            }
            return request;
        }
    }

    /**
     * The goods are back; {@code refund} is by default what the policy decided or else all their worth, and nothing for an
     * exchange.
     */
    record CompleteRequest(@Nullable Money refund, Instant completedAt) {

        static CompleteRequest read(Fields fields) {
            return new CompleteRequest(fields.moneyOrNull("refund"), fields.pastOrNow("completed_at"));
        }
    }

    @PostMapping
    @Operation(summary = "Upload requests to return goods")
    BulkAnswer upload(@BulkBody("returns") Bulk<ReturnEntry> bulk) {
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
            description =
                    "With decision policy the return policy decides, as of requested_at. What wants a person stays"
                            + " requested: 409 needs-person. What the policy approves without the goods is paid at once."
                            + " What was approved can be rejected until it is complete, where the goods never come or the customer"
                            + " keeps them after all.")
    ReturnView decide(@PathVariable("id") String id, @FieldsBody DecideRequest request, Locale locale) {
        if (request.decision().equals(BY_POLICY)) {
            return returns.decideByPolicy(id, request.decidedAt(), Language.of(locale));
        }
        return returns.decide(id, request.decision().equals("approve"), request.reason(), request.decidedAt());
    }

    @PostMapping("/{id}/complete")
    @Operation(summary = "Complete an approved return and refund it")
    ReturnView complete(@PathVariable("id") String id, @FieldsBody CompleteRequest request) {
        return returns.complete(id, request.refund(), request.completedAt());
    }
}
