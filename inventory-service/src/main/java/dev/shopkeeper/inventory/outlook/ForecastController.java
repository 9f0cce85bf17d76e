package dev.shopkeeper.inventory.outlook;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.starter.web.Inputs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Forecasts over HTTP. */
@RestController
@RequestMapping("/admin/v1/forecasts")
@Tag(name = "Forecasts")
class ForecastController {

    private static final int MOST_BUCKETS = 366;

    private final Forecasts forecasts;
    private final DecisionTimer timer;

    ForecastController(Forecasts forecasts, DecisionTimer timer) {
        this.forecasts = forecasts;
        this.timer = timer;
    }

    @GetMapping("/{item_id}")
    @Operation(
            summary = "What will sell of an item, with quantiles, and who says so",
            description = "Expected demand in units by bucket (a week, or a day as the model was trained), from the day"
                    + " after the latest that is wholly known.")
    ItemForecast forecast(
            @PathVariable("item_id") String itemId,
            @Parameter(description = "one place; all together without")
                    @RequestParam(name = "location_id", required = false)
                    @Nullable
                    String locationId,
            @Parameter(description = "buckets, at most as many as the model forecasts")
                    @RequestParam(name = "horizon", required = false)
                    @Nullable
                    Integer horizon,
            Locale locale) {
        new Inputs()
                .id("item_id", itemId)
                .id("location_id", locationId)
                .between("horizon", horizon, 1, MOST_BUCKETS)
                .check();
        return timer.timed("forecast", () -> forecasts.forecast(itemId, locationId, horizon, Language.of(locale)));
    }
}
