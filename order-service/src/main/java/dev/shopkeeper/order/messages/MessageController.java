package dev.shopkeeper.order.messages;

import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkAnswer;
import dev.shopkeeper.starter.bulk.BulkBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Messages over HTTP. */
@RestController
@RequestMapping("/admin/v1/messages")
@Tag(name = "Messages")
class MessageController {

    private final Messages messages;

    MessageController(Messages messages) {
        this.messages = messages;
    }

    @PostMapping
    @Operation(summary = "Upload messages")
    BulkAnswer upload(@BulkBody("messages") Bulk<MessageEntry> bulk) {
        messages.receive(bulk);
        return bulk.answer();
    }

    @GetMapping
    @Operation(summary = "List messages", description = "By id, without their texts.")
    Page<MessageView> list(
            @RequestParam(name = "order_id", required = false) @Nullable String orderId,
            @RequestParam(name = "state", required = false) @Nullable MessageState state,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return messages.list(orderId, state, PageRequest.of(limit, cursor));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One message with its text")
    MessageView message(@PathVariable("id") String id) {
        return messages.view(id);
    }
}
