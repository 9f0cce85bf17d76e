package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.web.EntityTags;
import dev.shopkeeper.starter.web.Inputs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Suggested prices over HTTP. */
@RestController
@RequestMapping("/admin/v1/pricing/suggestions")
@Tag(name = "Price suggestions")
class SuggestionController {

    private static final int REASON_LENGTH = 500;
    private static final String PATH = "/admin/v1/pricing/suggestions/";

    private final Suggestions suggestions;
    private final PlannedPrices planned;
    private final DecisionTimer timer;

    SuggestionController(Suggestions suggestions, PlannedPrices planned, DecisionTimer timer) {
        this.suggestions = suggestions;
        this.planned = planned;
        this.timer = timer;
    }

    /** {@code approve_by_rule} lets it go live at once where it is within the limits that are set for that. */
    record SuggestRequest(String itemId, @Nullable Boolean approveByRule) {

        static SuggestRequest read(Fields fields) {
            return new SuggestRequest(fields.id("item_id"), fields.truthOrNull("approve_by_rule"));
        }
    }

    record ApproveRequest(@Nullable String reason) {

        static ApproveRequest read(Fields fields) {
            return new ApproveRequest(fields.textOrNull("reason", REASON_LENGTH));
        }
    }

    record ReasonRequest(String reason) {

        static ReasonRequest read(Fields fields) {
            return new ReasonRequest(fields.text("reason", REASON_LENGTH));
        }
    }

    @PostMapping
    @Operation(
            summary = "Work out what to ask for an item",
            description = "With what is expected of it, the optimum without rules, and the rules that bound it."
                    + " 409 while a promotion of the item runs.")
    @ApiResponse(responseCode = "201", description = "The suggestion; its address is in Location")
    ResponseEntity<SuggestionView> suggest(@FieldsBody SuggestRequest request, Locale locale) {
        boolean byRule = Boolean.TRUE.equals(request.approveByRule());
        long[] version = new long[1];
        SuggestionView view = timer.timed("suggest-price", () -> {
            Suggestion suggestion = suggestions.suggest(request.itemId(), byRule);
            version[0] = suggestion.version();
            return SuggestionView.of(suggestion, Language.of(locale));
        });
        return ResponseEntity.created(URI.create(PATH + view.suggestionId()))
                .eTag(EntityTags.of(version[0]))
                .body(view);
    }

    @GetMapping
    @Operation(summary = "List suggestions", description = "In the order in which they were made.")
    Page<SuggestionView> list(
            @RequestParam(name = "item_id", required = false) @Nullable String itemId,
            @RequestParam(required = false) @Nullable SuggestionState state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Locale locale) {
        new Inputs().id("item_id", itemId).check();
        Language language = Language.of(locale);
        return suggestions.list(
                itemId,
                state,
                PageRequest.of(limit, cursor),
                each -> SuggestionView.of(each, language),
                SuggestionView::suggestionId);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One suggestion", description = "ETag is its version, for the If-Match of a change.")
    ResponseEntity<SuggestionView> get(@PathVariable("id") String id, Locale locale) {
        return tagged(suggestions.find(id), locale);
    }

    @PostMapping("/{id}/approve")
    @Operation(
            summary = "Approve a suggestion",
            description =
                    "A price is in force with it, and told; a promotion from its beginning. 409 where the price in"
                            + " force, the cost or the model is another than when it was made.")
    ResponseEntity<SuggestionView> approve(
            @PathVariable("id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @FieldsBody(required = false) @Nullable ApproveRequest request,
            Principal caller,
            Locale locale) {
        return tagged(
                suggestions.approve(
                        id,
                        EntityTags.version(ifMatch, "the suggestion"),
                        caller.getName(),
                        request == null ? null : request.reason()),
                locale);
    }

    @PostMapping("/{id}/reject")
    @Operation(summary = "Reject a suggestion, or take back a promotion that has not begun")
    ResponseEntity<SuggestionView> reject(
            @PathVariable("id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @FieldsBody ReasonRequest request,
            Principal caller,
            Locale locale) {
        return tagged(
                suggestions.reject(
                        id, EntityTags.version(ifMatch, "the suggestion"), caller.getName(), request.reason()),
                locale);
    }

    @PostMapping("/{id}/end")
    @Operation(
            summary = "End what is live, at once",
            description =
                    "An approved price gives way to the list price; a promotion of the item to what is asked outside of it.")
    ResponseEntity<SuggestionView> end(
            @PathVariable("id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @FieldsBody ReasonRequest request,
            Principal caller,
            Locale locale) {
        return tagged(
                planned.end(id, EntityTags.version(ifMatch, "the suggestion"), caller.getName(), request.reason()),
                locale);
    }

    private static ResponseEntity<SuggestionView> tagged(Suggestion suggestion, Locale locale) {
        return ResponseEntity.ok()
                .eTag(EntityTags.of(suggestion.version()))
                .body(SuggestionView.of(suggestion, Language.of(locale)));
    }
}
