package dev.shopkeeper.logistics.traffic;

import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkAnswer;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Travel times over HTTP. */
@RestController
@RequestMapping("/admin/v1/travel-times")
@Tag(name = "Travel times")
class TravelTimeController {

    private final TravelTimes travelTimes;
    private final Clock clock;

    TravelTimeController(TravelTimes travelTimes, Clock clock) {
        this.travelTimes = travelTimes;
        this.clock = clock;
    }

    record TravelTimesUpload(List<TravelTimeEntry> travelTimes) {}

    @PostMapping
    @Operation(
            summary = "Upload how fast traffic moved",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = TravelTimesUpload.class))))
    BulkAnswer upload(@RequestBody JsonNode body) {
        Instant now = clock.instant();
        Bulk<TravelTimeEntry> bulk = Bulk.read(body, "travel_times", fields -> TravelTimeEntry.read(fields, now));
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
