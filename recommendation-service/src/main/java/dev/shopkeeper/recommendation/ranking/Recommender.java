package dev.shopkeeper.recommendation.ranking;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.shopkeeper.decision.DecisionLog;
import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.LoggedDecision;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import dev.shopkeeper.recommendation.diversity.Candidate;
import dev.shopkeeper.recommendation.diversity.Caps;
import dev.shopkeeper.recommendation.diversity.Diversified;
import dev.shopkeeper.recommendation.diversity.Diversity;
import dev.shopkeeper.recommendation.diversity.Likeness;
import dev.shopkeeper.recommendation.experiment.Assignments;
import dev.shopkeeper.recommendation.experiment.allocation.Arm;
import dev.shopkeeper.recommendation.experiment.allocation.Policy;
import dev.shopkeeper.recommendation.experiment.allocation.Strategy;
import dev.shopkeeper.recommendation.index.IndexFollower;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.index.ShopClock;
import dev.shopkeeper.recommendation.popularity.Ranking;
import dev.shopkeeper.recommendation.relevance.CandidateFeatures;
import dev.shopkeeper.recommendation.relevance.Reranker;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers questions from the indexes and the visitor's past. */
@Component
class Recommender {

    private static final Policy OWN = Policy.of(Strategy.MODEL);

    /** Items that a search puts into an order; those found beyond are not shown. */
    private static final int MOST_FOUND = 500;

    /** Among so many of the best an item may be chosen for not being like the others. */
    private static final int POOL = 200;

    private static final int POOL_PER_PLACE = 4;
    private static final RankerSource.Current POPULARITY =
            new RankerSource.Current("popularity", "live", NeighbourRanker.ofNothing(), false);

    private final Catalogue catalogue;
    private final ServingIndex index;
    private final IndexFollower follower;
    private final RankerSource rankers;
    private final PastReader pasts;
    private final LearnedOrder order;
    private final Assignments assignments;
    private final ShopClock shopClock;
    private final RankingSettings settings;
    private final DecisionLog log;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    Recommender(
            Catalogue catalogue,
            ServingIndex index,
            IndexFollower follower,
            RankerSource rankers,
            PastReader pasts,
            LearnedOrder order,
            Assignments assignments,
            ShopClock shopClock,
            RankingSettings settings,
            DecisionLog log,
            Clock clock) {
        this.catalogue = catalogue;
        this.index = index;
        this.follower = follower;
        this.rankers = rankers;
        this.pasts = pasts;
        this.order = order;
        this.assignments = assignments;
        this.shopClock = shopClock;
        this.settings = settings;
        this.log = log;
        this.clock = clock;
    }

    /** What to show to a visitor, by the arm of the experiment that they take part in. */
    Recommendation recommend(Question question) {
        Visitor visitor = question.visitor();
        Arm arm = assignments.arm(
                question.placement() == null ? null : question.placement().word(),
                visitor.userId() != null ? visitor.userId() : visitor.anonymousId());
        Policy policy = arm == null ? OWN : arm.policy();
        RankerSource.Current named = policy.model() == null ? null : rankers.version(policy.model());
        RankerSource.Current current = switch (policy.strategy()) {
            case MODEL -> named == null ? rankers.current() : named;
            case POPULARITY -> POPULARITY;
            case CO_OCCURRENCE -> rankers.live();
        };
        Past read = pasts.read(visitor);
        Past past = read == null ? Past.NOTHING : read;
        List<Evidence> evidence = current == POPULARITY ? List.of() : evidence(question, past);
        DegradedReason degraded = policy.strategy() == Strategy.MODEL ? degraded(current) : unbuilt();
        if (policy.model() != null && named == null) {
            degraded = DegradedReason.UNAVAILABLE;
        }
        return answer(
                question.diversity() == null && arm != null ? question.varied(policy.diversity()) : question,
                arm,
                current,
                index.popular(),
                evidence,
                hidden(question, past),
                read == null ? DegradedReason.TOO_LATE : degraded,
                wording(question)
                        .ranked(
                                current.ranker().manner(),
                                Evidence.distinct(evidence).size(),
                                visitor.unproven()));
    }

    /** What is found by a text, in an order for the visitor. */
    Recommendation search(Question question, String text) {
        Shelf shelf = new Shelf(
                catalogue, question, new HashSet<>(question.restriction().exclude()), clock.instant());
        List<String> found = catalogue.contents().search(text, MOST_FOUND, itemId -> shelf.find(itemId) != null);
        return recommend(question.among(found));
    }

    /** What goes with an item, whoever asks; with one that nobody has met yet, what is said of it. */
    Recommendation similar(Question question, String itemId, By asked) {
        By by = asked == By.BEHAVIOUR
                        && catalogue.knows(itemId)
                        && !rankers.current().ranker().knows(index.intern(itemId))
                ? By.CONTENT
                : asked;
        RankerSource.Current current = source(by);
        List<Evidence> evidence = new ArrayList<>();
        add(evidence, itemId, new Evidence.Viewed(), 1);
        Set<String> hidden = new HashSet<>(question.restriction().exclude());
        hidden.add(itemId);
        return answer(
                question,
                null,
                current,
                Ranking.EMPTY,
                evidence,
                hidden,
                by == By.BEHAVIOUR ? degraded(current) : unbuilt(),
                by == By.BOUGHT_TOGETHER
                        ? wording(question).boughtTogether()
                        : wording(question).similar(current.ranker().manner()));
    }

    private RankerSource.Current source(By by) {
        return switch (by) {
            case BEHAVIOUR -> rankers.current();
            case CONTENT ->
                new RankerSource.Current(
                        "content-similarity", "live", new ContentRanker(catalogue.contents(), index), true);
            case BOUGHT_TOGETHER ->
                new RankerSource.Current(
                        "bought-together", "live", NeighbourRanker.of(index.boughtTogether(), settings), true);
        };
    }

    /** A list that is the same for everybody. No model is asked, so none can be missing. */
    Recommendation board(Question question, Board board) {
        ServingIndex.Board counted = board.kind().counted();
        Ranking ranking = Ranking.EMPTY;
        if (counted != null) {
            boolean plain =
                    counted == ServingIndex.Board.POPULAR && board.days() == null && board.halfLifeDays() == null;
            ranking = plain ? index.popular() : index.board(counted, board.days(), board.halfLifeDays());
        }
        return answer(
                question,
                null,
                POPULARITY,
                ranking,
                List.of(),
                new HashSet<>(question.restriction().exclude()),
                unbuilt(),
                wording(question).board(board));
    }

    private @Nullable DegradedReason unbuilt() {
        return follower.built() ? null : DegradedReason.BEING_BUILT;
    }

    private @Nullable DegradedReason degraded(RankerSource.Current current) {
        if (!follower.built()) {
            return DegradedReason.BEING_BUILT;
        }
        return current.trained() ? null : DegradedReason.NO_CHAMPION;
    }

    private Wording wording(Question question) {
        return new Wording(question.language(), catalogue);
    }

    /** The latest first: the page, the basket, this visit, the past. What the request tells is not told again by the past. */
    private List<Evidence> evidence(Question question, Past past) {
        List<Evidence> evidence = new ArrayList<>();
        Set<String> told = new HashSet<>();
        String context = question.contextItemId();
        if (context != null && told.add(context)) {
            add(evidence, context, new Evidence.Viewed(), settings.contextEvidence());
        }
        for (String itemId : question.basket().reversed()) {
            if (told.add(itemId)) {
                add(evidence, itemId, new Evidence.InBasket(), settings.basketEvidence());
            }
        }
        for (Met met : question.session().reversed()) {
            if (!told.contains(met.itemId())) {
                add(evidence, met.itemId(), new Evidence.InSession(), settings.evidenceOf(met.kind()));
            }
        }
        question.session().forEach(met -> told.add(met.itemId()));
        for (Past.Item item : past.items()) {
            if (!told.contains(item.itemId())) {
                add(evidence, item.itemId(), new Evidence.Past(item.kind()), settings.evidenceOf(item.kind()));
            }
        }
        return evidence;
    }

    private void add(List<Evidence> evidence, String itemId, Evidence.Origin origin, double weight) {
        int item = catalogue.knows(itemId) ? index.intern(itemId) : index.number(itemId);
        if (item >= 0) {
            evidence.add(new Evidence(itemId, item, origin, weight));
        }
    }

    private Set<String> hidden(Question question, Past past) {
        Set<String> hidden = new HashSet<>(question.restriction().exclude());
        hidden.addAll(question.basket());
        if (question.contextItemId() != null) {
            hidden.add(question.contextItemId());
        }
        if (question.restriction().candidates() == null) {
            Instant now = shopClock.now();
            past.bought().forEach((itemId, bought) -> {
                boolean consumable =
                        catalogue.find(itemId).map(CatalogueItem::consumable).orElse(false);
                if (!consumable || bought.wantedAgain(settings.restockAfter()).isAfter(now)) {
                    hidden.add(itemId);
                }
            });
        }
        return hidden;
    }

    private Recommendation answer(
            Question question,
            @Nullable Arm arm,
            RankerSource.Current current,
            Ranking popular,
            List<Evidence> evidence,
            Set<String> hidden,
            @Nullable DegradedReason degraded,
            String summary) {
        Instant now = clock.instant();
        Wording wording = wording(question);
        Shelf shelf = new Shelf(catalogue, question, hidden, now);
        UUID id = ids.generate();
        double exploration = arm == null ? 0 : arm.policy().exploration();
        Exploration chance = new Exploration(exploration, id);
        boolean learns = current.ranker().manner() == Ranker.Manner.NEXT && popular.size() > 0;
        Selected selected = selected(question, current.ranker(), popular, evidence, shelf, chance, learns);
        Shown shown = items(question, selected, shelf, wording, now);
        String ruled = "";
        if (shown.items().isEmpty() && shelf.hasRules()) {
            shelf.waiveRules();
            selected = selected(question, current.ranker(), popular, evidence, shelf, chance, learns);
            shown = items(question, selected, shelf, wording, now);
            ruled = shown.items().isEmpty() ? "" : wording.withoutRules();
        }
        RankerSource.Current decided = degraded != null && evidence.isEmpty() ? POPULARITY : current;
        Recommendation decision = new Recommendation(
                id,
                Stamp.of(decided.model(), decided.version(), now, degraded),
                arm == null || !arm.measured() ? null : new Recommendation.Trial(arm.experimentId(), arm.name()),
                Explanation.of(wording.degraded(degraded)
                        + summary
                        + wording.likeness(selected.likenessCost())
                        + wording.reordered(selected.ordered().version())
                        + (exploration > 0 ? wording.explored() : "")
                        + ruled
                        + (shown.items().isEmpty() ? wording.nothing() : "")),
                shown.items());
        log.keep(logged(question, decision, shown.logged()));
        return decision;
    }

    /** The best, what was found in its order counting too, and likeness. */
    private Selected selected(
            Question question,
            Ranker ranker,
            Ranking popular,
            List<Evidence> evidence,
            Shelf shelf,
            Exploration chance,
            boolean learns) {
        Set<String> candidates = question.restriction().candidates();
        double lambda = question.likenessCosts();
        int pool = candidates != null ? candidates.size() : question.limit();
        if (lambda > 0 || chance.happens()) {
            pool = Math.max(pool, Math.min(POOL, question.limit() * POOL_PER_PLACE));
        }
        Served.Current<Reranker> learned = learns ? order.current() : null;
        if (learned != null) {
            pool = Math.max(pool, LearnedOrder.MOST);
        }
        List<Scored> blend = ranker.best(evidence, popular, item -> shelf.find(index.id(item)) != null, pool);
        LearnedOrder.Ordered ordered = learns
                ? order.ordered(blend, learned, question, evidence, popular, clock.instant())
                : LearnedOrder.Ordered.asItIs(blend);
        List<Scored> best = candidates == null
                ? ordered.list()
                : found(evidence.isEmpty() ? List.of() : ordered.list(), List.copyOf(candidates), popular, shelf);
        if (lambda > 0) {
            return diversified(best, lambda, question.limit(), chance, ordered);
        }
        int length = Math.min(question.limit(), best.size());
        return chance.happens()
                ? new Selected(chance.drawn(best.subList(0, length), best.subList(length, best.size())), 0, ordered)
                : new Selected(best.stream().map(Exploration.Drawn::surely).toList(), 0, ordered);
    }

    /**
     * What was found first counts as much as what suits the visitor best, if anything is known of them; the n-th by {@code 1 / log2(n + 1)} of it, as
     * places count in NDCG.
     */
    private List<Scored> found(List<Scored> best, List<String> candidates, Ranking popular, Shelf shelf) {
        Map<Integer, Scored> byItem = new LinkedHashMap<>();
        best.forEach(scored -> byItem.put(scored.item(), scored));
        long top = best.isEmpty() ? Scored.UNIT : Math.max(1, best.getFirst().units());
        List<Scored> all = new ArrayList<>();
        for (int place = 0; place < candidates.size(); place++) {
            String itemId = candidates.get(place);
            if (shelf.find(itemId) != null) {
                int item = index.intern(itemId);
                Scored scored = byItem.getOrDefault(item, new Scored(item, List.of()));
                all.add(scored.plus(
                        Scored.Source.FOUND, Math.max(1, Math.round(top / (Math.log(place + 2) / Math.log(2))))));
            }
        }
        all.sort(NeighbourRanker.order(popular));
        return all;
    }

    private Selected diversified(
            List<Scored> best, double lambda, int limit, Exploration chance, LearnedOrder.Ordered ordered) {
        List<Candidate> candidates = new ArrayList<>();
        for (Scored scored : best) {
            String itemId = index.id(scored.item());
            CatalogueItem item = catalogue.find(itemId).orElse(null);
            long score = Math.max(0, scored.units());
            candidates.add(item == null ? new Candidate(itemId, score, List.of(), null, null) : item.candidate(score));
        }
        Diversified list = new Diversity(lambda, Likeness.DEFAULT, Caps.NONE).choose(candidates, limit);
        List<Scored> chosen = list.items().stream()
                .map(one -> best.get(one.position()).plus(Scored.Source.LIKENESS, -one.penalty()))
                .toList();
        Set<Integer> places =
                list.items().stream().map(Diversified.Chosen::position).collect(Collectors.toSet());
        List<Scored> rest = IntStream.range(0, best.size())
                .filter(place -> !places.contains(place))
                .mapToObj(best::get)
                .toList();
        return new Selected(chance.drawn(chosen, rest), list.cost(), ordered);
    }

    /** What was selected, then what is new, as far as it may be shown. */
    private Shown items(Question question, Selected selected, Shelf shelf, Wording wording, Instant now) {
        List<Recommendation.Item> items = new ArrayList<>(question.limit());
        List<Logged> logged = new ArrayList<>(question.limit());
        for (Exploration.Drawn drawn : selected.list()) {
            Scored scored = drawn.scored();
            CatalogueItem item = items.size() < question.limit() ? shelf.take(index.id(scored.item())) : null;
            if (item != null) {
                Recommendation.Item shown = wording.item(item, scored, items.size() + 1, now);
                CandidateFeatures features = selected.ordered().features().get(scored.item());
                items.add(shown);
                logged.add(new Logged(
                        shown.itemId(),
                        shown.score(),
                        drawn.propensity() == 1 ? null : drawn.propensity(),
                        features == null ? null : features.at(shown.rank()).logged()));
            }
        }
        if (items.size() < question.limit() && question.restriction().candidates() == null) {
            for (CatalogueItem one : catalogue.newest()) {
                CatalogueItem item = shelf.take(one.itemId());
                if (item != null) {
                    items.add(wording.newest(item, items.size() + 1, now));
                    logged.add(new Logged(item.itemId(), BigDecimal.ZERO, null, null));
                    if (items.size() == question.limit()) {
                        break;
                    }
                }
            }
        }
        return new Shown(items, logged);
    }

    /**
     * A list to be shown.
     *
     * @param likenessCost what the list scores less than one without regard to likeness, in billionths
     * @param ordered what it was chosen from
     */
    private record Selected(List<Exploration.Drawn> list, long likenessCost, LearnedOrder.Ordered ordered) {}

    /** @param logged beside the items: what is remembered of each */
    private record Shown(List<Recommendation.Item> items, List<Logged> logged) {}

    private static LoggedDecision logged(Question question, Recommendation decision, List<Logged> items) {
        Recommendation.Trial trial = decision.trial();
        Visitor visitor = question.visitor();
        return new LoggedDecision(
                decision.rankingId(),
                "recommendation",
                visitor.userId() != null ? visitor.userId() : visitor.anonymousId(),
                decision.stamp(),
                new Asked(
                        visitor.userId(),
                        visitor.anonymousId(),
                        question.placement() == null
                                ? null
                                : question.placement().word(),
                        question.contextItemId(),
                        trial == null ? null : trial.experimentId(),
                        trial == null ? null : trial.arm()),
                items);
    }

    /** What is remembered of a question. */
    private record Asked(
            @Nullable String userId,
            @Nullable String anonymousId,
            @Nullable String placement,
            @Nullable String contextItemId,
            @Nullable String experimentId,
            @Nullable String arm) {}

    /**
     * What is remembered of an item shown.
     *
     * @param propensity how probable it was that it stands there; null for certainty
     * @param features as {@link CandidateFeatures#logged}, where an order can be learned from them
     */
    private record Logged(
            String itemId,
            BigDecimal score,
            @Nullable Double propensity,
            @Nullable List<@Nullable Float> features) {}
}
