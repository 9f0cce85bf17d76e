package dev.shopkeeper.recommendation.exposure;

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

/** Sees to it that merchants are seen. */
@RestController
@RequestMapping("/admin/v1/fairness/exposure-floors")
@Tag(name = "Fairness")
class FloorController {

    private final FloorStore floors;

    FloorController(FloorStore floors) {
        this.floors = floors;
    }

    @PutMapping("/{merchant_id}")
    @Operation(
            operationId = "setExposureFloor",
            summary = "Show at least so much of a merchant",
            description =
                    "Within a second, every list of recommendations for a visitor gives the merchant's items at least this"
                            + " share of its exposure (place n is worth 1/log2(1 + n)), as far as there are such items that may be"
                            + " shown; the answer says what that costs. Lists found by a search, boards and similar items are left as"
                            + " they are. All floors together are 1 at most.")
    ExposureFloor set(
            @PathVariable("merchant_id") String merchantId, @FieldsBody FloorRequest request, Principal caller) {
        new Inputs().id("merchant_id", merchantId).check();
        return floors.set(merchantId, request.share(), caller.getName());
    }

    @DeleteMapping("/{merchant_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "removeExposureFloor",
            summary = "Take a merchant's floor away",
            description = "No effect on a merchant without one.")
    @ApiResponse(responseCode = "204", description = "The merchant has no floor")
    void remove(@PathVariable("merchant_id") String merchantId, Principal caller) {
        new Inputs().id("merchant_id", merchantId).check();
        floors.remove(merchantId, caller.getName());
    }

    @GetMapping
    @Operation(operationId = "listExposureFloors", summary = "List exposure floors", description = "By merchant.")
    Page<ExposureFloor> list(
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return floors.page(PageRequest.of(limit, cursor));
    }
}
