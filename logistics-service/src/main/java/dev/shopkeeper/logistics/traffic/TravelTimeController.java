package dev.shopkeeper.logistics.traffic;

import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkAnswer;
import dev.shopkeeper.starter.bulk.BulkBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Travel times over HTTP. */
@RestController
@RequestMapping("/admin/v1/travel-times")
@Tag(name = "Travel times")
class TravelTimeController {

    private final TravelTimes travelTimes;

    TravelTimeController(TravelTimes travelTimes) {
        this.travelTimes = travelTimes;
    }

    @PostMapping
    @Operation(summary = "Upload how fast traffic moved")
    BulkAnswer upload(@BulkBody("travel_times") Bulk<TravelTimeEntry> bulk) {
        BulkAnswer answer = bulk.answer();
        travelTimes.observe(
                bulk.entries().stream().map(entry -> entry.value().event()).toList());
        return answer;
    }

    @GetMapping
    @Operation(summary = "The newest speed of each zone")
    Page<ZoneSpeed> latest(
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return travelTimes.latest(PageRequest.of(limit, cursor));
    }
}
