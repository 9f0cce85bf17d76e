package dev.shopkeeper.order.messages;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkAnswer;
import dev.shopkeeper.starter.bulk.BulkBody;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
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
    private final Corrections corrections;

    MessageController(Messages messages, Corrections corrections) {
        this.messages = messages;
        this.corrections = corrections;
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
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            Locale locale) {
        return messages.list(orderId, state, PageRequest.of(limit, cursor), Language.of(locale));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "One message with its text, what was read in it, and why",
            description = "Places in the text are counted in UTF-16 code units.")
    MessageView message(@PathVariable("id") String id, Locale locale) {
        return messages.view(id, Language.of(locale));
    }

    @PostMapping("/{id}/corrections")
    @Operation(
            summary = "Say what a message means",
            description = "What people say is all that the model learns from. The latest of a message counts.")
    MessageView correct(@PathVariable("id") String id, @FieldsBody CorrectionEntry.OfOne correction, Locale locale) {
        corrections.store(correction.of(id));
        return messages.view(id, Language.of(locale));
    }

    @PostMapping("/corrections")
    @Operation(summary = "Upload what messages mean")
    BulkAnswer correct(@BulkBody("corrections") Bulk<CorrectionEntry> bulk) {
        corrections.store(bulk);
        return bulk.answer();
    }
}
