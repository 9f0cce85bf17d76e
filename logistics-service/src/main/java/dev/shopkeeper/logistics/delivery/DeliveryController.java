package dev.shopkeeper.logistics.delivery;

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

/** Deliveries over HTTP. */
@RestController
@RequestMapping("/admin/v1/deliveries")
@Tag(name = "Deliveries")
class DeliveryController {

    private final Deliveries deliveries;
    private final Clock clock;

    DeliveryController(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    record DeliveriesUpload(List<DeliveryEntry> deliveries) {}

    record ArriveRequest(@Nullable Instant arrivedAt) {}

    record CompleteRequest(@Nullable Instant completedAt) {}

    record FailRequest(String reason, @Nullable Instant failedAt) {

        static FailRequest read(Fields fields, Instant now) {
            return new FailRequest(fields.text("reason", 500), fields.pastOrNull("failed_at", now));
        }
    }

    @PostMapping
    @Operation(
            summary = "Upload deliveries",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = DeliveriesUpload.class))))
    BulkAnswer upload(@RequestBody JsonNode body) {
        Instant now = clock.instant();
        Bulk<DeliveryEntry> bulk = Bulk.read(body, "deliveries", fields -> DeliveryEntry.read(fields, now));
        deliveries.store(bulk);
        return bulk.answer();
    }

    @GetMapping
    @Operation(summary = "List deliveries", description = "By id.")
    Page<DeliveryView> list(
            @RequestParam(name = "order_id", required = false) @Nullable String orderId,
            @RequestParam(name = "state", required = false) @Nullable DeliveryState state,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return deliveries.list(orderId, state, PageRequest.of(limit, cursor));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One delivery")
    DeliveryView delivery(@PathVariable("id") String id) {
        return deliveries.view(id);
    }

    @PostMapping("/{id}/arrive")
    @Operation(
            summary = "Say that the van is at the door",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ArriveRequest.class))))
    DeliveryView arrive(@PathVariable("id") String id, @RequestBody JsonNode body) {
        return deliveries.arrive(id, moment(body, "arrived_at"));
    }

    @PostMapping("/{id}/complete")
    @Operation(
            summary = "Say that the goods were handed over",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = CompleteRequest.class))))
    DeliveryView complete(@PathVariable("id") String id, @RequestBody JsonNode body) {
        return deliveries.complete(id, moment(body, "completed_at"));
    }

    @PostMapping("/{id}/fail")
    @Operation(
            summary = "Say that the goods could not be handed over",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = FailRequest.class))))
    DeliveryView fail(@PathVariable("id") String id, @RequestBody JsonNode body) {
        Instant now = clock.instant();
        FailRequest request = Fields.body(body, fields -> FailRequest.read(fields, now));
        return deliveries.fail(id, request.reason(), request.failedAt() == null ? now : request.failedAt());
    }

    /** A body that says only when, by default now. */
    private Instant moment(JsonNode body, String name) {
        Instant now = clock.instant();
        return Fields.body(body, fields -> {
            Instant at = fields.pastOrNull(name, now);
            return at == null ? now : at;
        });
    }
}
