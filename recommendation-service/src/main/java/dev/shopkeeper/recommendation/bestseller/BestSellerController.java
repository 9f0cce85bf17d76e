package dev.shopkeeper.recommendation.bestseller;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.starter.web.Inputs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What sold best. */
@RestController
class BestSellerController {

    private static final int DEFAULT_DAYS = 30;

    private final BestSellers bestSellers;
    private final Clock clock;

    BestSellerController(BestSellers bestSellers, Clock clock) {
        this.bestSellers = bestSellers;
        this.clock = clock;
    }

    @GetMapping("/api/v1/best-sellers")
    @Operation(
            operationId = "bestSellers",
            summary = "What sold best in a range of days",
            description = "Exact units by the day of the order in UTC, net of cancellations and returns.")
    BestSellerList bestSellers(
            @Parameter(description = "First day, UTC; 30 days before the last one by default")
                    @RequestParam(name = "from", required = false)
                    @Nullable
                    LocalDate from,
            @Parameter(description = "Last day, UTC, included; today by default")
                    @RequestParam(name = "to", required = false)
                    @Nullable
                    LocalDate to,
            @Parameter(description = "1 to 200") @RequestParam(name = "limit", defaultValue = "50") int limit,
            @RequestParam(name = "category", required = false) @Nullable String category,
            Locale locale) {
        Instant now = clock.instant();
        LocalDate last = to != null ? to : LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate first = from != null ? from : last.minusDays(DEFAULT_DAYS - 1L);
        new Inputs()
                .between("limit", limit, 1, 200)
                .id("category", category)
                .refuse(first.getYear() < 1 || first.getYear() > 9999, "from", from, "must be a year from 1 to 9999")
                .refuse(last.getYear() < 1 || last.getYear() > 9999, "to", to, "must be a year from 1 to 9999")
                .refuse(first.isAfter(last), "from", from, "must not be after to, which is " + last)
                .check();
        Language language = Language.of(locale);
        return new BestSellerList(
                Stamp.of("daily-sales", "live", now),
                Explanation.of(language.choose(
                        "Units ordered less units cancelled and returned, by the day of the order.",
                        "按下单日统计的订购件数，减去取消和退货件数。")),
                first,
                last,
                bestSellers.between(first, last, category, language.code(), limit));
    }

    /** The answer. */
    record BestSellerList(
            @JsonUnwrapped Stamp stamp,
            Explanation explanation,
            LocalDate from,
            LocalDate to,
            List<BestSellers.BestSeller> items)
            implements Decision {}
}
