package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.starter.security.PersonalAccess;
import dev.shopkeeper.starter.web.Inputs;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What to show. */
@RestController
@RequestMapping("/api/v1/recommendations")
class RecommendationController {

    private static final Set<String> PLACEMENTS = Set.of("home", "item", "cart", "search", "checkout");
    private static final int MOST_IDS = 200;

    private final Recommender recommender;
    private final PersonalAccess access;
    private final DecisionTimer timer;
    private final MeterRegistry meters;

    RecommendationController(
            Recommender recommender, DecisionTimer timer, PersonalAccess access, MeterRegistry meters) {
        this.meters = meters;
        this.access = access;
        this.recommender = recommender;
        this.timer = timer;
    }

    @GetMapping
    @Operation(
            operationId = "recommend",
            summary = "What to show to a visitor",
            description =
                    "Ranks by what comes after the items of the visitor's past, of this visit, of the basket and of the"
                            + " page, with popularity behind. Leaves out what is inactive, out of stock, on the page, in the basket or"
                            + " bought lately. The past of a user is read for an operator, and for whoever sends the shop's signed"
                            + " token for that user in X-User-Token; anybody else gets the answer of a visitor of whom nothing is"
                            + " known.")
    ResponseEntity<Recommendation> recommend(
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @RequestParam(name = "anonymous_id", required = false) @Nullable String anonymousId,
            @Parameter(description = "The item that the page is about")
                    @RequestParam(name = "item_id", required = false)
                    @Nullable
                    String itemId,
            @Parameter(description = "Items in the basket; may be repeated")
                    @RequestParam(name = "basket", defaultValue = "")
                    List<String> basket,
            @Parameter(
                            description =
                                    "Items met in this visit, the latest last; may be repeated. They are not stored, so"
                                            + " that somebody can be answered who wants nothing kept of them")
                    @RequestParam(name = "session", defaultValue = "")
                    List<String> session,
            @Parameter(description = "1 to 100") @RequestParam(name = "limit", defaultValue = "20") int limit,
            @RequestParam(name = "category", required = false) @Nullable String category,
            @Parameter(description = "Items not to show; may be repeated")
                    @RequestParam(name = "exclude", defaultValue = "")
                    List<String> exclude,
            @Parameter(description = "home, item, cart, search or checkout")
                    @RequestParam(name = "placement", required = false)
                    @Nullable
                    String placement,
            Locale locale) {
        new Inputs()
                .id("user_id", userId)
                .id("anonymous_id", anonymousId)
                .id("item_id", itemId)
                .ids("basket", basket, MOST_IDS)
                .ids("session", session, MOST_IDS)
                .between("limit", limit, 1, 100)
                .id("category", category)
                .ids("exclude", exclude, MOST_IDS)
                .oneOf("placement", placement, PLACEMENTS)
                .check();
        return answer(
                "recommend",
                () -> recommender.recommend(new Question(
                        visitor(userId, anonymousId),
                        itemId,
                        session,
                        basket,
                        limit,
                        category,
                        Set.copyOf(exclude),
                        placement,
                        Language.of(locale))));
    }

    @GetMapping("/similar/{item_id}")
    @Operation(operationId = "similarItems", summary = "What goes with an item, whoever asks")
    ResponseEntity<Recommendation> similar(
            @PathVariable("item_id") String itemId,
            @Parameter(description = "1 to 100") @RequestParam(name = "limit", defaultValue = "20") int limit,
            @RequestParam(name = "category", required = false) @Nullable String category,
            Locale locale) {
        new Inputs()
                .id("item_id", itemId)
                .between("limit", limit, 1, 100)
                .id("category", category)
                .check();
        return answer("similar", () -> recommender.similar(impersonal(itemId, limit, category, locale), itemId));
    }

    @GetMapping("/popular")
    @Operation(
            operationId = "popularItems",
            summary = "What is wanted now",
            description =
                    "By weighted interactions with exponential decay, or counted alike over the last window_days.")
    ResponseEntity<Recommendation> popular(
            @RequestParam(name = "category", required = false) @Nullable String category,
            @Parameter(description = "1 to 90") @RequestParam(name = "window_days", required = false) @Nullable
                    Integer windowDays,
            @Parameter(description = "1 to 100") @RequestParam(name = "limit", defaultValue = "20") int limit,
            Locale locale) {
        new Inputs()
                .id("category", category)
                .between("window_days", windowDays, 1, 90)
                .between("limit", limit, 1, 100)
                .check();
        return answer("popular", () -> recommender.popular(impersonal(null, limit, category, locale), windowDays));
    }

    private Visitor visitor(@Nullable String userId, @Nullable String anonymousId) {
        boolean proven = userId == null || access.mayHearOf(userId);
        return new Visitor(proven ? userId : null, anonymousId, !proven);
    }

    private static Question impersonal(@Nullable String itemId, int limit, @Nullable String category, Locale locale) {
        return new Question(
                Visitor.NOBODY, itemId, List.of(), List.of(), limit, category, Set.of(), null, Language.of(locale));
    }

    private ResponseEntity<Recommendation> answer(String operation, Supplier<Recommendation> decision) {
        Recommendation answer = timer.timed(operation, decision);
        if (answer.items().isEmpty()) {
            meters.counter("shopkeeper.recommendation.empty", "operation", operation)
                    .increment();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore().cachePrivate())
                .body(answer);
    }
}
