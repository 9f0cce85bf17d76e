package dev.shopkeeper.order.messages;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.order.triage.Intent;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The queue of messages that people look at, over HTTP. */
@RestController
@RequestMapping("/admin/v1/messages")
@Tag(name = "Messages")
class ReviewController {

    private static final long LONGEST_LEASE = 1_440;

    private final ReviewQueue queue;

    ReviewController(ReviewQueue queue) {
        this.queue = queue;
    }

    /** Who takes a message, and for how long. */
    record ClaimRequest(String claimedBy, @Nullable Long minutes) {

        static ClaimRequest read(Fields fields) {
            return new ClaimRequest(fields.id("claimed_by"), fields.wholeOrNull("minutes", 1, LONGEST_LEASE));
        }
    }

    /** Who gives a message back. */
    record ReleaseRequest(String claimedBy) {

        static ReleaseRequest read(Fields fields) {
            return new ReleaseRequest(fields.id("claimed_by"));
        }
    }

    /** Who has dealt with a message, and what it meant. */
    record ResolveRequest(
            String resolvedBy,
            @Nullable String intent,
            @Nullable String group,
            Instant resolvedAt) {

        static ResolveRequest read(Fields fields) {
            String intent = fields.textOrNull("intent", 64);
            fields.example("intent", Intent.WIRE_NAMES.iterator().next());
            if (intent != null && Intent.of(intent).isEmpty()) {
                fields.refuse("intent", intent, "must be one of " + String.join(", ", Intent.WIRE_NAMES));
            }
            return new ResolveRequest(
                    fields.id("resolved_by"), intent, fields.textOrNull("group", 200), fields.pastOrNow("resolved_at"));
        }
    }

    @PostMapping("/claims")
    @Operation(
            summary = "Take the message that has waited longest",
            description = "Nobody else is given it until the lease ends.")
    @ApiResponse(responseCode = "200", description = "The message")
    @ApiResponse(responseCode = "204", description = "None waits", content = @Content)
    ResponseEntity<MessageView> next(@FieldsBody ClaimRequest request, Locale locale) {
        return queue.next(request.claimedBy(), request.minutes(), Language.of(locale))
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PostMapping("/{id}/claim")
    @Operation(summary = "Take a message, or keep it longer")
    MessageView claim(@PathVariable("id") String id, @FieldsBody ClaimRequest request, Locale locale) {
        return queue.claim(id, request.claimedBy(), request.minutes(), Language.of(locale));
    }

    @PostMapping("/{id}/release")
    @Operation(summary = "Give a message back")
    MessageView release(@PathVariable("id") String id, @FieldsBody ReleaseRequest request, Locale locale) {
        return queue.release(id, request.claimedBy(), Language.of(locale));
    }

    @PostMapping("/{id}/resolve")
    @Operation(summary = "Say that a message was dealt with, and what it meant")
    MessageView resolve(@PathVariable("id") String id, @FieldsBody ResolveRequest request, Locale locale) {
        return queue.resolve(
                id, request.resolvedBy(), request.intent(), request.group(), request.resolvedAt(), Language.of(locale));
    }
}
