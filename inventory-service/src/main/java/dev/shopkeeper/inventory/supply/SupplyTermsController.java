package dev.shopkeeper.inventory.supply;

import dev.shopkeeper.inventory.input.Cursors;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkAnswer;
import dev.shopkeeper.starter.bulk.BulkBody;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.bulk.PathId;
import dev.shopkeeper.starter.paging.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Supply terms for shop operations. */
@RestController
@RequestMapping("/admin/v1/supply-terms")
@Tag(name = "Supply terms")
class SupplyTermsController {

    private final Supply supply;

    SupplyTermsController(Supply supply) {
        this.supply = supply;
    }

    @PostMapping
    @Operation(summary = "Upload supply terms", description = "Entry by entry; each replaces what there was.")
    BulkAnswer upload(@BulkBody("supply_terms") Bulk<SupplyTerms> bulk) {
        supply.put(bulk);
        return bulk.answer();
    }

    @GetMapping
    @Operation(summary = "List supply terms", description = "By item and supplier.")
    Page<SupplyTerms> list(
            @RequestParam(name = "item_id", required = false) @Nullable String itemId,
            @RequestParam(name = "supplier_id", required = false) @Nullable String supplierId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursors.limit(limit);
        List<SupplyTerms> found = supply.list(
                Cursors.filter("item_id", itemId),
                Cursors.filter("supplier_id", supplierId),
                Cursors.decode(cursor, 2),
                size + 1);
        List<SupplyTerms> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown,
                found.size() > size
                        ? Cursors.encode(
                                shown.getLast().itemId(), shown.getLast().supplierId())
                        : null);
    }

    @GetMapping("/{item_id}/{supplier_id}")
    @Operation(summary = "How a supplier sells an item")
    SupplyTerms get(@PathVariable("item_id") String itemId, @PathVariable("supplier_id") String supplierId) {
        return supply.find(itemId, supplierId);
    }

    @PutMapping("/{item_id}/{supplier_id}")
    @Operation(summary = "Create or replace supply terms")
    SupplyTerms put(
            @PathVariable("item_id") String itemId,
            @PathVariable("supplier_id") String supplierId,
            @FieldsBody SupplyTermsRequest request) {
        PathId.require("item_id", itemId, request.itemId());
        PathId.require("supplier_id", supplierId, request.supplierId());
        return supply.put(request.of(itemId, supplierId));
    }

    @DeleteMapping("/{item_id}/{supplier_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete supply terms")
    void delete(@PathVariable("item_id") String itemId, @PathVariable("supplier_id") String supplierId) {
        supply.delete(itemId, supplierId);
    }
}
