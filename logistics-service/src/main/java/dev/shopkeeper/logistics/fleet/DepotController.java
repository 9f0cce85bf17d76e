package dev.shopkeeper.logistics.fleet;

import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkAnswer;
import dev.shopkeeper.starter.bulk.BulkBody;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.bulk.PathId;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Depots over HTTP. */
@RestController
@RequestMapping("/admin/v1/depots")
@Tag(name = "Fleet")
class DepotController {

    private final Fleet fleet;

    DepotController(Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * As it is put under its address.
     *
     * @param depotId the one of the address, or absent
     */
    record DepotRequest(@Nullable String depotId, Depot depot) {

        static DepotRequest read(Fields fields) {
            return new DepotRequest(fields.idOrNull("depot_id"), Depot.read("", fields));
        }
    }

    @PostMapping
    @Operation(summary = "Upload depots", description = "Entry by entry; each replaces what there was.")
    BulkAnswer upload(@BulkBody("depots") Bulk<Depot> bulk) {
        fleet.putDepots(bulk);
        return bulk.answer();
    }

    @PutMapping("/{id}")
    @Operation(summary = "Create or replace a depot")
    Depot put(@PathVariable("id") String id, @FieldsBody DepotRequest request) {
        PathId.require("depot_id", id, request.depotId());
        Depot read = request.depot();
        return fleet.put(new Depot(id, read.latitude(), read.longitude(), read.timeZone()));
    }

    @GetMapping
    @Operation(summary = "List depots", description = "By id.")
    Page<Depot> list(
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return fleet.depots(PageRequest.of(limit, cursor));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One depot")
    Depot depot(@PathVariable("id") String id) {
        return fleet.depot(id);
    }
}
