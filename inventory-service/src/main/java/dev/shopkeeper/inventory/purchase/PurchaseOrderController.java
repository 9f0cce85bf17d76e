package dev.shopkeeper.inventory.purchase;

import dev.shopkeeper.inventory.input.Cursors;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.web.EntityTags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Purchase orders over HTTP. */
@RestController
@RequestMapping("/admin/v1/purchase-orders")
@Tag(name = "Purchase orders")
class PurchaseOrderController {

    private static final int REASON_LENGTH = 500;

    private final Purchasing purchasing;

    PurchaseOrderController(Purchasing purchasing) {
        this.purchasing = purchasing;
    }

    /** Another quantity needs a reason. */
    record ApproveRequest(@Nullable Long quantity, @Nullable String reason) {

        static ApproveRequest read(Fields fields) {
            return new ApproveRequest(
                    fields.wholeOrNull("quantity", 1, PurchaseOrderDraft.MOST),
                    fields.textOrNull("reason", REASON_LENGTH));
        }
    }

    /** Why it will not come. */
    record CancelRequest(@Nullable String reason) {

        static CancelRequest read(Fields fields) {
            return new CancelRequest(fields.textOrNull("reason", REASON_LENGTH));
        }
    }

    /** Units that are there; {@code movement_id} identifies the receipt for ever. */
    record ReceiveRequest(
            long quantity, String movementId, @Nullable Instant occurredAt) {

        static ReceiveRequest read(Fields fields) {
            Instant occurredAt = fields.pastOrNull("occurred_at");
            return new ReceiveRequest(
                    fields.whole("quantity", 1, PurchaseOrderDraft.MOST),
                    fields.id("movement_id"),
                    occurredAt == null ? null : occurredAt.truncatedTo(ChronoUnit.MICROS));
        }
    }

    @GetMapping
    @Operation(summary = "List purchase orders", description = "In the order in which they were proposed.")
    Page<PurchaseOrderView> list(
            @RequestParam(name = "item_id", required = false) @Nullable String itemId,
            @RequestParam(name = "supplier_id", required = false) @Nullable String supplierId,
            @RequestParam(required = false) @Nullable PurchaseOrderState state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return purchasing.list(
                Cursors.filter("item_id", itemId),
                Cursors.filter("supplier_id", supplierId),
                state,
                PageRequest.of(limit, cursor));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One purchase order", description = "ETag is its version, for the If-Match of a change.")
    ResponseEntity<PurchaseOrderView> get(@PathVariable("id") String id) {
        return tagged(purchasing.find(id));
    }

    @PostMapping("/{id}/approve")
    @Operation(summary = "Approve a draft", description = "In another quantity than proposed only with a reason.")
    ResponseEntity<PurchaseOrderView> approve(
            @PathVariable("id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @FieldsBody(required = false) @Nullable ApproveRequest request) {
        Long version = version(ifMatch);
        return tagged(
                request == null
                        ? purchasing.approve(id, null, null, version)
                        : purchasing.approve(id, request.quantity(), request.reason(), version));
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Cancel what is still to come")
    ResponseEntity<PurchaseOrderView> cancel(
            @PathVariable("id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @FieldsBody(required = false) @Nullable CancelRequest request) {
        return tagged(purchasing.cancel(id, request == null ? null : request.reason(), version(ifMatch)));
    }

    @PostMapping("/{id}/receive")
    @Operation(
            summary = "Take goods in",
            description =
                    "Through the ledger of the stock, in parts if need be. More than was ordered is taken and said"
                            + " in over_received. The same movement_id again changes nothing.")
    ResponseEntity<PurchaseOrderView> receive(
            @PathVariable("id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @FieldsBody ReceiveRequest request) {
        return tagged(purchasing.receive(
                id, request.quantity(), request.movementId(), request.occurredAt(), version(ifMatch)));
    }

    private static @Nullable Long version(@Nullable String ifMatch) {
        return EntityTags.version(ifMatch, "the purchase order");
    }

    private static ResponseEntity<PurchaseOrderView> tagged(PurchaseOrder order) {
        return ResponseEntity.ok().eTag(EntityTags.of(order.version())).body(order.view());
    }
}
