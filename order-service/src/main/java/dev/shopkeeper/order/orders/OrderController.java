package dev.shopkeeper.order.orders;

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
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders over HTTP. */
@RestController
@RequestMapping("/admin/v1/orders")
@Tag(name = "Orders")
class OrderController {

    private final OrderIntake intake;
    private final CancellationIntake cancellations;
    private final Orders orders;
    private final OrderList list;

    OrderController(OrderIntake intake, CancellationIntake cancellations, Orders orders, OrderList list) {
        this.intake = intake;
        this.cancellations = cancellations;
        this.orders = orders;
        this.list = list;
    }

    /** What a cancellation says beside the order: no line twice; no lines means all that is left. */
    record CancelRequest(List<LineQuantity> lines, @Nullable String reason, Instant cancelledAt) {

        static CancelRequest read(Fields fields) {
            CancelRequest request = new CancelRequest(
                    fields.list("lines", 0, OrderEntry.MOST_LINES, LineQuantity::read),
                    fields.textOrNull("reason", 500),
                    fields.pastOrNow("cancelled_at"));
            LineQuantity.refuseDoubled(
                    fields, request.lines().stream().map(LineQuantity::lineId).toList());
            return request;
        }
    }

    record ShipRequest(@Nullable String deliveryId, Instant shippedAt) {

        static ShipRequest read(Fields fields) {
            return new ShipRequest(fields.idOrNull("delivery_id"), fields.pastOrNow("shipped_at"));
        }
    }

    record DeliverRequest(Instant deliveredAt) {

        static DeliverRequest read(Fields fields) {
            return new DeliverRequest(fields.pastOrNow("delivered_at"));
        }
    }

    @PostMapping
    @Operation(
            summary = "Upload orders",
            description = "Up to 500 orders of up to 2,000 lines each and 20,000 lines in all. An order told again with"
                    + " the same content changes nothing; new lines are added to it; other content for a line that is"
                    + " known is refused as a conflict. Each order is stored whole or not at all.")
    BulkAnswer upload(@BulkBody("orders") Bulk<OrderEntry> bulk) {
        intake.store(bulk);
        return bulk.answer();
    }

    @PostMapping("/cancellations")
    @Operation(
            summary = "Upload cancellations",
            description = "With an order_id the lines name units of that order's lines, and no lines means all that is"
                    + " left. Without one the cancellation stands alone and its lines say item and price. No line is"
                    + " named twice.")
    BulkAnswer uploadCancellations(@BulkBody("cancellations") Bulk<CancellationEntry> bulk) {
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
    @Operation(summary = "Cancel an order or units of it")
    OrderView cancel(@PathVariable("id") String id, @FieldsBody CancelRequest request) {
        cancellations.cancel(id, request.lines(), request.reason(), request.cancelledAt());
        return orders.view(id);
    }

    @PostMapping("/{id}/ship")
    @Operation(summary = "Say that an order left the warehouse")
    OrderView ship(@PathVariable("id") String id, @FieldsBody ShipRequest request) {
        orders.ship(id, request.deliveryId(), request.shippedAt());
        return orders.view(id);
    }

    @PostMapping("/{id}/deliver")
    @Operation(summary = "Say that an order reached its customer")
    OrderView deliver(@PathVariable("id") String id, @FieldsBody DeliverRequest request) {
        orders.deliver(id, request.deliveredAt());
        return orders.view(id);
    }
}
