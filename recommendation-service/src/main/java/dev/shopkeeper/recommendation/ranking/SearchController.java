package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.recommendation.filter.Filter;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.security.PersonalAccess;
import dev.shopkeeper.starter.web.Inputs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds items by words, for shops without a search of their own. */
@RestController
class SearchController {

    private static final int LONGEST = 200;

    private final Recommender recommender;
    private final PersonalAccess access;
    private final DecisionTimer timer;

    SearchController(Recommender recommender, PersonalAccess access, DecisionTimer timer) {
        this.recommender = recommender;
        this.access = access;
        this.timer = timer;
    }

    @GetMapping("/api/v1/search")
    @Operation(
            operationId = "search",
            summary = "Find items, in an order for the visitor",
            description =
                    "By the words of titles in all languages, or by the name of a brand or category. What says all that is asked"
                            + " for comes before what says a part; among either, what says most and what suits the visitor count"
                            + " alike. A shop with a search of its own posts"
                            + " what it found as candidates to /api/v1/recommendations instead. Of more than 500 found the best 500 are"
                            + " put into an order.")
    ResponseEntity<Recommendation> search(
            @Parameter(description = "1 to 200 characters") @RequestParam(name = "q") String text,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @RequestParam(name = "anonymous_id", required = false) @Nullable String anonymousId,
            @Parameter(description = "Items met in this visit, the latest last; may be repeated")
                    @RequestParam(name = "session", defaultValue = "")
                    List<String> session,
            @Parameter(description = "1 to 100") @RequestParam(name = "limit", defaultValue = "20") int limit,
            @RequestParam(name = "category", required = false) @Nullable String category,
            @Parameter(description = "A condition on items, as for recommendations")
                    @RequestParam(name = "filter", required = false)
                    @Nullable
                    String filter,
            Locale locale) {
        Inputs inputs = new Inputs();
        Filter read = filter == null
                ? null
                : RecommendRequest.filter(
                        filter, wrong -> inputs.refuse(true, "filter", Fields.shortened(filter), wrong));
        inputs.refuse(
                        text.isBlank() || text.codePointCount(0, text.length()) > LONGEST,
                        "q",
                        Fields.shortened(text),
                        "must have 1 to 200 characters")
                .id("user_id", userId)
                .id("anonymous_id", anonymousId)
                .ids("session", session, RecommendRequest.MOST_IDS)
                .between("limit", limit, 1, RecommendRequest.MOST_ITEMS)
                .id("category", category)
                .check();
        boolean proven = userId == null || access.mayHearOf(userId);
        Question question = new Question(
                new Visitor(proven ? userId : null, anonymousId, !proven),
                Placement.SEARCH,
                null,
                session.stream().map(id -> new Met(id, Kind.VIEW)).toList(),
                List.of(),
                new Restriction(category, read, null, 0, Set.of(), null),
                limit,
                null,
                Language.of(locale));
        Recommendation answer = timer.timed("search", () -> recommender.search(question, text));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore().cachePrivate())
                .body(answer);
    }
}
