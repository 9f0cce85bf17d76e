package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looks at dead letters, replays and discards them. */
@RestController
@RequestMapping(path = "/admin/v1/${shopkeeper.service}/dead-letters", produces = "application/json")
@Tag(name = "Dead letters", description = "Events that could not be handled: what, why, and again")
public class DeadLetterController {

    private static final int MOST_AT_ONCE = 1_000;

    private final DeadLetterStore store;
    private final DeadLetterReplay replay;

    DeadLetterController(DeadLetterStore store, DeadLetterReplay replay) {
        this.store = store;
        this.replay = replay;
    }

    @GetMapping
    @Operation(operationId = "listDeadLetters", summary = "Lists dead letters, newest first")
    Page<DeadLetter> list(
            @RequestParam(required = false) DeadLetter.@Nullable State state,
            @RequestParam(required = false) @Nullable String consumer,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        return page.page(
                store.list(before(page, cursor), state, consumer, page.probe()),
                letter -> letter.id().toString());
    }

    private static @Nullable UUID before(PageRequest page, @Nullable String cursor) {
        try {
            return page.after() == null ? null : UUID.fromString(page.after());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", cursor, "is no cursor of this listing");
        }
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getDeadLetter", summary = "Shows a dead letter with its headers and payload")
    DeadLetter get(@PathVariable UUID id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("dead letter", id.toString()));
    }

    @PostMapping("/{id}/replay")
    @Operation(
            operationId = "replayDeadLetter",
            summary = "Gives a dead letter to its consumer again",
            description = "A letter that fails again stays parked, with the new error. "
                    + "One of the consumer `outbox` is an event that this service could not send: it goes back to the outbox, "
                    + "and is parked anew if it is refused again.")
    DeadLetter replay(@PathVariable UUID id) {
        replay.replay(parked(id));
        return get(id);
    }

    @PostMapping("/replay")
    @Operation(
            operationId = "replayDeadLetters",
            summary = "Replays the oldest parked dead letters",
            description = "At most " + MOST_AT_ONCE + " at once.")
    DeadLetterReplay.Outcome replayAll(@RequestParam(required = false) @Nullable String consumer) {
        return replay.replayAll(store.parked(consumer, MOST_AT_ONCE));
    }

    @PostMapping("/{id}/discard")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(operationId = "discardDeadLetter", summary = "Gives a dead letter up for good")
    DeadLetter discard(@PathVariable UUID id) {
        store.end(parked(id).id(), DeadLetter.State.DISCARDED);
        return get(id);
    }

    private DeadLetter parked(UUID id) {
        DeadLetter letter = get(id);
        if (letter.state() != DeadLetter.State.PARKED) {
            throw ProblemException.conflict(
                    "dead-letter-ended",
                    "Dead letter " + id + " is " + letter.state() + " already.",
                    "Only parked letters can be replayed or discarded.");
        }
        return letter;
    }
}
