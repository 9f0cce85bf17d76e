package dev.shopkeeper.pricing.quote;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.Language;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Prices over HTTP. */
@RestController
@RequestMapping("/api/v1/prices")
@Tag(name = "Prices")
class QuoteController {

    private final Quotes quotes;
    private final DecisionTimer timer;

    QuoteController(Quotes quotes, DecisionTimer timer) {
        this.quotes = quotes;
        this.timer = timer;
    }

    @GetMapping("/{item_id}")
    @Operation(summary = "The price to ask for an item")
    Quote price(@PathVariable("item_id") String itemId, Locale locale) {
        return timer.timed("price", () -> quotes.quote(itemId, Language.of(locale)));
    }
}
