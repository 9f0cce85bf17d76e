package dev.shopkeeper.pricing.quote;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Prices over HTTP. */
@RestController
@RequestMapping("/api/v1/prices")
@Tag(name = "Prices")
class QuoteController {

    private final Prices prices;

    QuoteController(Prices prices) {
        this.prices = prices;
    }

    @GetMapping("/{item_id}")
    @Operation(summary = "The price to ask for an item")
    Quote price(@PathVariable("item_id") String itemId) {
        return prices.quote(itemId);
    }
}
