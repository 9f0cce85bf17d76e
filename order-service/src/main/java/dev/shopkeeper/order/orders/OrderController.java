package dev.shopkeeper.order.orders;

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

/** Orders over HTTP. */
@RestController
@RequestMapping("/admin/v1/orders")
@Tag(name = "Orders")
class OrderController {

    private final OrderIntake intake;
    private final CancellationIntake cancellations;
    private final Orders orders;
    private final OrderList list;
    private final Clock clock;

    OrderController(OrderIntake intake, CancellationIntake cancellations, Orders orders, OrderList list, Clock clock) {
        this.intake = intake;
        this.cancellations = cancellations;
        this.orders = orders;
        this.list = list;
        this.clock = clock;
    }

    record OrdersUpload(List<OrderEntry> orders) {}

    record CancellationsUpload(List<CancellationEntry> cancellations) {}

    /** What a cancellation says beside the order; no lines means all that is left. */
    record CancelRequest(
            List<LineQuantity> lines,
            @Nullable String reason,
            @Nullable Instant cancelledAt) {

        static CancelRequest read(Fields fields, Instant now) {
            return new CancelRequest(
                    fields.list("lines", 0, OrderEntry.MOST_LINES, LineQuantity::read),
                    fields.textOrNull("reason", 500),
                    fields.pastOrNull("cancelled_at", now));
        }
    }

    record ShipRequest(
            @Nullable String deliveryId, @Nullable Instant shippedAt) {

        static ShipRequest read(Fields fields, Instant now) {
            return new ShipRequest(fields.idOrNull("delivery_id"), fields.pastOrNull("shipped_at", now));
        }
    }

    record DeliverRequest(@Nullable Instant deliveredAt) {

        static DeliverRequest read(Fields fields, Instant now) {
            return new DeliverRequest(fields.pastOrNull("delivered_at", now));
        }
    }

    @PostMapping
    @Operation(
            summary = "Upload orders",
            description = "Up to 500 orders of up to 2,000 lines each and 20,000 lines in all. An order told again with"
                    + " the same content changes nothing; new lines are added to it; other content for a line that is"
                    + " known is refused as a conflict. Each order is stored whole or not at all.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = OrdersUpload.class))))
    BulkAnswer upload(@RequestBody JsonNode body) {
        Instant now = clock.instant();
        Bulk<OrderEntry> bulk = Bulk.read(body, "orders", fields -> OrderEntry.read(fields, now));
        intake.store(bulk);
        return bulk.answer();
    }

    @PostMapping("/cancellations")
    @Operation(
            summary = "Upload cancellations",
            description = "With an order_id the lines name units of that order's lines, and no lines means all that is"
                    + " left. Without one the cancellation stands alone and its lines say item and price.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = CancellationsUpload.class))))
    BulkAnswer uploadCancellations(@RequestBody JsonNode body) {
        Instant now = clock.instant();
        Bulk<CancellationEntry> bulk = Bulk.read(body, "cancellations", fields -> CancellationEntry.read(fields, now));
        cancellations.store(bulk);
        return bulk.answer();
    }

    @GetMapping
    @Operation(summary = "List orders", description = "By id, without their lines.")
    Page<OrderView> list(
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @RequestParam(name = "state", required = false) @Nullable OrderState state,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "to", required = false) @Nullable Instant to,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return list.page(new OrderList.Filter(userId, state, from, to), PageRequest.of(limit, cursor));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One order with its lines")
    OrderView order(@PathVariable("id") String id) {
        return orders.view(id);
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            summary = "Cancel an order or units of it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = CancelRequest.class))))
    OrderView cancel(@PathVariable("id") String id, @RequestBody JsonNode body) {
        Instant now = clock.instant();
        CancelRequest request = Fields.body(body, fields -> CancelRequest.read(fields, now));
        cancellations.cancel(
                id, request.lines(), request.reason(), request.cancelledAt() == null ? now : request.cancelledAt());
        return orders.view(id);
    }

    @PostMapping("/{id}/ship")
    @Operation(
            summary = "Say that an order left the warehouse",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ShipRequest.class))))
    OrderView ship(@PathVariable("id") String id, @RequestBody JsonNode body) {
        Instant now = clock.instant();
        ShipRequest request = Fields.body(body, fields -> ShipRequest.read(fields, now));
        orders.ship(id, request.deliveryId(), request.shippedAt() == null ? now : request.shippedAt());
        return orders.view(id);
    }

    @PostMapping("/{id}/deliver")
    @Operation(
            summary = "Say that an order reached its customer",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = DeliverRequest.class))))
    OrderView deliver(@PathVariable("id") String id, @RequestBody JsonNode body) {
        Instant now = clock.instant();
        DeliverRequest request = Fields.body(body, fields -> DeliverRequest.read(fields, now));
        orders.deliver(id, request.deliveredAt() == null ? now : request.deliveredAt());
        return orders.view(id);
    }
}
