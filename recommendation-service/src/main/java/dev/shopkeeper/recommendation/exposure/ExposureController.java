package dev.shopkeeper.recommendation.exposure;

import dev.shopkeeper.recommendation.exposure.balance.ExposureGroup;
import dev.shopkeeper.recommendation.exposure.balance.ExposureShares;
import dev.shopkeeper.recommendation.exposure.balance.ExposureShares.By;
import dev.shopkeeper.starter.web.Inputs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is seen how much. */
@RestController
@Tag(name = "Fairness")
class ExposureController {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Set<String> KINDS =
            Arrays.stream(By.values()).map(By::wireName).collect(Collectors.toSet());
    private static final int MOST = 1000;

    private final ExposureStore store;
    private final Clock clock;

    ExposureController(ExposureStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * How exposure was shared out in a time.
     *
     * @param groups the most exposed first
     * @param groupsLeftOut how many there are beyond {@code limit}
     * @param groupGini 0 where all groups have the same exposure, towards 1 where one has everything
     * @param itemGini the same of active items
     */
    record Exposure(
            Instant from,
            Instant to,
            String by,
            List<ExposureGroup> groups,
            int groupsLeftOut,
            double groupGini,
            double itemGini) {}

    @GetMapping("/admin/v1/fairness/exposure")
    @Operation(
            operationId = "exposure",
            summary = "How exposure is shared out",
            description =
                    "From impressions really shown, each worth 1/log2(1 + position), beside the share of the active"
                            + " catalogue and of interactions in the same time. Items by popularity: head are those that have the first"
                            + " third of interactions, middle the second, tail the rest. Visitors who denied consent are not in it.")
    Exposure exposure(
            @Parameter(description = "Included; 30 days before to where it is absent")
                    @RequestParam(name = "from", required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "Excluded; now where it is absent")
                    @RequestParam(name = "to", required = false)
                    @Nullable
                    Instant to,
            @Parameter(description = "merchant, brand or popularity")
                    @RequestParam(name = "by", defaultValue = "merchant")
                    String by,
            @Parameter(description = "1 to 1000 groups") @RequestParam(name = "limit", defaultValue = "200")
                    int limit) {
        Instant end = to == null ? clock.instant() : to;
        Instant begin = from == null ? end.minus(USUAL) : from;
        new Inputs()
                .oneOf("by", by, KINDS)
                .between("limit", limit, 1, MOST)
                .refuse(!begin.isBefore(end), "from", begin.toString(), "must be before to, " + end)
                .refuse(
                        begin.isBefore(end) && Duration.between(begin, end).compareTo(LONGEST) > 0,
                        "from",
                        begin.toString(),
                        "must be at most 400 days before to, " + end)
                .check();
        By kind = Arrays.stream(By.values())
                .filter(each -> each.wireName().equals(by))
                .findFirst()
                .orElseThrow();
        ExposureShares shares = ExposureShares.of(store.items(begin, end), kind);
        List<ExposureGroup> groups = shares.groups();
        return new Exposure(
                begin,
                end,
                by,
                groups.subList(0, Math.min(limit, groups.size())),
                Math.max(0, groups.size() - limit),
                shares.groupGini(),
                shares.itemGini());
    }
}
