package dev.shopkeeper.pricing.competitor;

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

/** Competitors' prices over HTTP. */
@RestController
@RequestMapping("/admin/v1/competitor-prices")
@Tag(name = "Competitor prices")
class CompetitorPriceController {

    private final CompetitorPrices prices;
    private final Clock clock;

    CompetitorPriceController(CompetitorPrices prices, Clock clock) {
        this.prices = prices;
        this.clock = clock;
    }

    record CompetitorPricesUpload(List<CompetitorPriceEntry> competitorPrices) {}

    @PostMapping
    @Operation(
            summary = "Upload what competitors ask",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = CompetitorPricesUpload.class))))
    BulkAnswer upload(@RequestBody JsonNode body) {
        Instant now = clock.instant();
        Bulk<CompetitorPriceEntry> bulk =
                Bulk.read(body, "competitor_prices", fields -> CompetitorPriceEntry.read(fields, now));
        BulkAnswer answer = bulk.answer();
        prices.observe(
                bulk.entries().stream().map(entry -> entry.value().event()).toList());
        return answer;
    }

    @GetMapping
    @Operation(summary = "What each competitor asked last for an item")
    Page<CompetitorPriceView> latest(
            @RequestParam("item_id") String itemId,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return prices.latest(itemId, PageRequest.of(limit, cursor));
    }
}
