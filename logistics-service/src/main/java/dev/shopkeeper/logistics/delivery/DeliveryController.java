package dev.shopkeeper.logistics.delivery;

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
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deliveries over HTTP. */
@RestController
@RequestMapping("/admin/v1/deliveries")
@Tag(name = "Deliveries")
class DeliveryController {

    private final Deliveries deliveries;

    DeliveryController(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    record ArriveRequest(Instant arrivedAt) {

        static ArriveRequest read(Fields fields) {
            return new ArriveRequest(fields.pastOrNow("arrived_at"));
        }
    }

    record CompleteRequest(Instant completedAt) {

        static CompleteRequest read(Fields fields) {
            return new CompleteRequest(fields.pastOrNow("completed_at"));
        }
    }

    record FailRequest(String reason, Instant failedAt) {

        static FailRequest read(Fields fields) {
            return new FailRequest(fields.text("reason", 500), fields.pastOrNow("failed_at"));
        }
    }

    @PostMapping
    @Operation(summary = "Upload deliveries")
    BulkAnswer upload(@BulkBody("deliveries") Bulk<DeliveryEntry> bulk) {
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
    @Operation(summary = "Say that the van is at the door")
    DeliveryView arrive(@PathVariable("id") String id, @FieldsBody ArriveRequest request) {
        return deliveries.arrive(id, request.arrivedAt());
    }

    @PostMapping("/{id}/complete")
    @Operation(summary = "Say that the goods were handed over")
    DeliveryView complete(@PathVariable("id") String id, @FieldsBody CompleteRequest request) {
        return deliveries.complete(id, request.completedAt());
    }

    @PostMapping("/{id}/fail")
    @Operation(summary = "Say that the goods could not be handed over")
    DeliveryView fail(@PathVariable("id") String id, @FieldsBody FailRequest request) {
        return deliveries.fail(id, request.reason(), request.failedAt());
    }
}
