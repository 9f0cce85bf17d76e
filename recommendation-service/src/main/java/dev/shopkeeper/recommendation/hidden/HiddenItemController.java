package dev.shopkeeper.recommendation.hidden;

import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.web.Inputs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hides items at once. */
@RestController
@RequestMapping("/admin/v1/recommendation/hidden-items")
@Tag(name = "Hidden items")
class HiddenItemController {

    private final HiddenItems items;

    HiddenItemController(HiddenItems items) {
        this.items = items;
    }

    @PutMapping("/{item_id}")
    @Operation(
            operationId = "hideItem",
            summary = "Show an item no more",
            description =
                    "Every replica leaves it out of every answer within a second, whether the catalogue knows it or"
                            + " not. The same again changes nothing; another reason or time takes the place of the one before.")
    HiddenItem hide(@PathVariable("item_id") String itemId, @FieldsBody HideRequest request, Principal caller) {
        new Inputs().id("item_id", itemId).check();
        return items.hide(itemId, request, caller.getName());
    }

    @DeleteMapping("/{item_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "showItem",
            summary = "Show an item again",
            description = "No effect on an item that is not hidden.")
    @ApiResponse(responseCode = "204", description = "It is hidden no more")
    void show(@PathVariable("item_id") String itemId) {
        new Inputs().id("item_id", itemId).check();
        items.show(itemId);
    }

    @GetMapping
    @Operation(operationId = "listHiddenItems", summary = "List hidden items", description = "By id.")
    Page<HiddenItem> list(
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return items.page(PageRequest.of(limit, cursor));
    }
}
