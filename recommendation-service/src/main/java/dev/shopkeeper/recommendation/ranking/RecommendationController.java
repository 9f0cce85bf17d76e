package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.recommendation.filter.Filter;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.security.PersonalAccess;
import dev.shopkeeper.starter.web.Inputs;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What to show. */
@RestController
@RequestMapping("/api/v1/recommendations")
class RecommendationController {

    private static final String FILTER =
            "A condition on items, such as category = 'shoes' and price <= 100 and not brand in"
                    + " ('A', 'B'); fields: category, brand, merchant, item_id, item_group, price, stock, updated_at, consumable,"
                    + " attributes.NAME";
    private static final String DIVERSITY =
            "How much it costs an item to be like one above it, 0 to 1; by the placement where it is not given";

    private final Recommender recommender;
    private final PersonalAccess access;
    private final DecisionTimer timer;
    private final MeterRegistry meters;
    private final Clock clock;

    RecommendationController(
            Recommender recommender, DecisionTimer timer, PersonalAccess access, MeterRegistry meters, Clock clock) {
        this.clock = clock;
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
            @Parameter(description = "home, item, cart, search or checkout; each has rules of its own")
                    @RequestParam(name = "placement", required = false)
                    @Nullable
                    String placement,
            @Parameter(description = FILTER) @RequestParam(name = "filter", required = false) @Nullable String filter,
            @Parameter(description = DIVERSITY) @RequestParam(name = "diversity", required = false) @Nullable
                    Double diversity,
            Locale locale) {
        Refusals refused = new Refusals();
        Filter read = refused.filter(filter);
        refused.inputs
                .id("user_id", userId)
                .id("anonymous_id", anonymousId)
                .id("item_id", itemId)
                .ids("basket", basket, RecommendRequest.MOST_IDS)
                .ids("session", session, RecommendRequest.MOST_IDS)
                .between("limit", limit, 1, 100)
                .id("category", category)
                .ids("exclude", exclude, RecommendRequest.MOST_IDS)
                .oneOf("placement", placement, Set.copyOf(Placement.WORDS))
                .refuse(
                        diversity != null && !(diversity >= 0 && diversity <= 1),
                        "diversity",
                        diversity,
                        "must be between 0 and 1")
                .check();
        return answer(
                "recommend",
                () -> recommender.recommend(new Question(
                        visitor(userId, anonymousId),
                        Placement.of(placement),
                        itemId,
                        session.stream().map(id -> new Met(id, Kind.VIEW)).toList(),
                        basket,
                        new Restriction(category, read, null, 0, Set.copyOf(exclude), null),
                        limit,
                        diversity,
                        Language.of(locale))));
    }

    @PostMapping
    @Operation(
            operationId = "recommendFor",
            summary = "What to show, asked by a body",
            description =
                    "As the same by GET, with room for more: what was done in this visit, the latest last, of which"
                            + " nothing is stored, and candidates, the items that a search of the shop found, the best first, which are then"
                            + " put into an order for the visitor and nothing beside them. It changes nothing and may be repeated.")
    ResponseEntity<Recommendation> recommend(@FieldsBody RecommendRequest request, Locale locale) {
        return answer(
                "recommend",
                () -> recommender.recommend(new Question(
                        visitor(request.userId(), request.anonymousId()),
                        request.placement(),
                        request.itemId(),
                        request.session(),
                        request.basket(),
                        request.restriction(),
                        request.limit(),
                        request.diversity(),
                        Language.of(locale))));
    }

    @GetMapping("/similar/{item_id}")
    @Operation(operationId = "similarItems", summary = "What goes with an item, whoever asks")
    ResponseEntity<Recommendation> similar(
            @PathVariable("item_id") String itemId,
            @Parameter(description = "1 to 100") @RequestParam(name = "limit", defaultValue = "20") int limit,
            @RequestParam(name = "category", required = false) @Nullable String category,
            @Parameter(description = FILTER) @RequestParam(name = "filter", required = false) @Nullable String filter,
            @Parameter(
                            description = "behaviour: what comes after the item; content: what is said of both;"
                                    + " bought_together: what is in orders with it")
                    @RequestParam(name = "by", defaultValue = "behaviour")
                    String by,
            Locale locale) {
        Refusals refused = new Refusals();
        Filter read = refused.filter(filter);
        refused.inputs
                .oneOf("by", by, Set.copyOf(By.WORDS))
                .id("item_id", itemId)
                .between("limit", limit, 1, 100)
                .id("category", category)
                .check();
        return answer(
                "similar",
                () -> recommender.similar(
                        Question.impersonal(Restriction.to(category, read), limit, Language.of(locale)),
                        itemId,
                        By.of(by)));
    }

    @GetMapping("/popular")
    @Operation(
            operationId = "popularItems",
            summary = "Boards: what is wanted, sold, gaining or new",
            description =
                    "By weighted interactions with exponential decay, or as board, window_days and half_life_days say.")
    ResponseEntity<Recommendation> popular(
            @RequestParam(name = "category", required = false) @Nullable String category,
            @Parameter(
                            description =
                                    "1 to 90: days that count alike; of trending the last days, compared with as many before;"
                                            + " of newest how long ago items were first heard of")
                    @RequestParam(name = "window_days", required = false)
                    @Nullable
                    Integer windowDays,
            @Parameter(description = "0.1 to 90: after so many days a day counts half; not beside window_days")
                    @RequestParam(name = "half_life_days", required = false)
                    @Nullable
                    Double halfLifeDays,
            @Parameter(
                            description =
                                    "popular: all that is done with items, weighted; best_sellers: orders; trending: what"
                                            + " gains; newest: what was first heard of last")
                    @RequestParam(name = "board", defaultValue = "popular")
                    String board,
            @Parameter(description = "1 to 100") @RequestParam(name = "limit", defaultValue = "20") int limit,
            @Parameter(description = FILTER) @RequestParam(name = "filter", required = false) @Nullable String filter,
            Locale locale) {
        Refusals refused = new Refusals();
        Filter read = refused.filter(filter);
        boolean decays = board.equals("popular") || board.equals("best_sellers");
        refused.inputs
                .oneOf("board", board, Set.copyOf(Board.Kind.WORDS))
                .id("category", category)
                .between("window_days", windowDays, 1, board.equals("trending") ? 45 : 90)
                .refuse(
                        halfLifeDays != null && !(halfLifeDays >= 0.1 && halfLifeDays <= 90),
                        "half_life_days",
                        halfLifeDays,
                        "must be between 0.1 and 90")
                .refuse(
                        halfLifeDays != null && (windowDays != null || !decays),
                        "half_life_days",
                        halfLifeDays,
                        decays ? "cannot stand beside window_days" : "has no meaning for the board " + board)
                .between("limit", limit, 1, 100)
                .check();
        Board wanted = new Board(Board.Kind.of(board), windowDays, halfLifeDays);
        Instant since = wanted.kind() == Board.Kind.NEWEST && windowDays != null
                ? clock.instant().minus(Duration.ofDays(windowDays))
                : null;
        Restriction restriction = Restriction.to(category, read).since(since);
        return answer(
                "popular",
                () -> recommender.board(Question.impersonal(restriction, limit, Language.of(locale)), wanted));
    }

    private Visitor visitor(@Nullable String userId, @Nullable String anonymousId) {
        boolean proven = userId == null || access.mayHearOf(userId);
        return new Visitor(proven ? userId : null, anonymousId, !proven);
    }

    /** What is wrong with a request. */
    private static final class Refusals {
        private final Inputs inputs = new Inputs();

        @Nullable
        Filter filter(@Nullable String text) {
            return text == null
                    ? null
                    : RecommendRequest.filter(
                            text, wrong -> inputs.refuse(true, "filter", Fields.shortened(text), wrong));
        }
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
