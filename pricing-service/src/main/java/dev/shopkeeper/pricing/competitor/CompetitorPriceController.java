package dev.shopkeeper.pricing.competitor;

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

/** Competitors' prices over HTTP. */
@RestController
@RequestMapping("/admin/v1/competitor-prices")
@Tag(name = "Competitor prices")
class CompetitorPriceController {

    private final CompetitorPrices prices;

    CompetitorPriceController(CompetitorPrices prices) {
        this.prices = prices;
    }

    @PostMapping
    @Operation(summary = "Upload what competitors ask")
    BulkAnswer upload(@BulkBody("competitor_prices") Bulk<CompetitorPriceEntry> bulk) {
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
