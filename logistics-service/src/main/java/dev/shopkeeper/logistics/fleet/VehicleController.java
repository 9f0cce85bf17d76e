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

/** Vehicles over HTTP. */
@RestController
@RequestMapping("/admin/v1/vehicles")
@Tag(name = "Fleet")
class VehicleController {

    private final Fleet fleet;

    VehicleController(Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * As it is put under its address.
     *
     * @param vehicleId the one of the address, or absent
     */
    record VehicleRequest(@Nullable String vehicleId, Van van) {

        static VehicleRequest read(Fields fields) {
            return new VehicleRequest(fields.idOrNull("vehicle_id"), Van.read("", fields));
        }
    }

    @PostMapping
    @Operation(summary = "Upload vehicles", description = "Entry by entry; each replaces what there was.")
    BulkAnswer upload(@BulkBody("vehicles") Bulk<Van> bulk) {
        fleet.putVans(bulk);
        return bulk.answer();
    }

    @PutMapping("/{id}")
    @Operation(summary = "Create or replace a vehicle")
    Van put(@PathVariable("id") String id, @FieldsBody VehicleRequest request) {
        PathId.require("vehicle_id", id, request.vehicleId());
        return fleet.put(request.van().withId(id));
    }

    @GetMapping
    @Operation(summary = "List vehicles", description = "By id.")
    Page<Van> list(
            @RequestParam(name = "depot_id", required = false) @Nullable String depotId,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return fleet.vans(depotId, PageRequest.of(limit, cursor));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One vehicle")
    Van vehicle(@PathVariable("id") String id) {
        return fleet.van(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a vehicle away", description = "What it was to deliver is planned anew.")
    void delete(@PathVariable("id") String id) {
        fleet.deleteVan(id);
    }
}
