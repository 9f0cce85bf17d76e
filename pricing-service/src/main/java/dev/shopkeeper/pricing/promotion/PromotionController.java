package dev.shopkeeper.pricing.promotion;

import dev.shopkeeper.pricing.suggestion.SuggestionState;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.web.Inputs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Promotions over HTTP. */
@RestController
@RequestMapping("/admin/v1/promotions")
@Tag(name = "Promotions")
class PromotionController {

    private final Promotions promotions;

    PromotionController(Promotions promotions) {
        this.promotions = promotions;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Plan a promotion",
            description = "One suggestion for each item, to be approved like any other. An item is refused where the"
                    + " price is not below the lowest of the thirty days before, or is below the floor.")
    @ApiResponse(responseCode = "201", description = "The promotion, with its suggestions and what was refused")
    PromotionView create(@FieldsBody PromotionRequest request) {
        return promotions.create(request);
    }

    @GetMapping
    @Operation(
            summary = "List promotions",
            description =
                    "In the order of their ids: those with this item, with an item in this state, or with this item"
                            + " in this state.")
    Page<PromotionSummary> list(
            @RequestParam(name = "item_id", required = false) @Nullable String itemId,
            @RequestParam(required = false) @Nullable SuggestionState state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        new Inputs().id("item_id", itemId).check();
        return promotions.list(itemId, state, PageRequest.of(limit, cursor));
    }

    @GetMapping("/{promotion_id}")
    @Operation(summary = "A promotion, and how it stands item by item")
    PromotionView get(@PathVariable("promotion_id") String promotionId) {
        return promotions.find(promotionId);
    }
}
