package dev.shopkeeper.recommendation.ranking;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.shopkeeper.decision.DecisionLog;
import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.LoggedDecision;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import dev.shopkeeper.recommendation.experiment.Assignments;
import dev.shopkeeper.recommendation.experiment.allocation.Arm;
import dev.shopkeeper.recommendation.experiment.allocation.Policy;
import dev.shopkeeper.recommendation.experiment.allocation.Strategy;
import dev.shopkeeper.recommendation.index.IndexFollower;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.index.ShopClock;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.recommendation.popularity.Ranking;
import dev.shopkeeper.recommendation.relevance.CandidateFeatures;
import dev.shopkeeper.recommendation.similarity.ContentIndex;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers questions from the indexes and the visitor's past. */
@Component
class Recommender {

    private static final Policy OWN = Policy.of(Strategy.MODEL);

    /** Items that a search puts into an order; those found beyond are not shown. */
    private static final int MOST_FOUND = 500;

    private static final RankerSource.Current POPULARITY =
            new RankerSource.Current("popularity", "live", NeighbourRanker.ofNothing(), false);

    private final Catalogue catalogue;
    private final ServingIndex index;
    private final IndexFollower follower;
    private final RankerSource rankers;
    private final ListSelection selection;
    private final PastReader pasts;
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
        this.selection = new ListSelection(catalogue, index, order, new ExposureShare(catalogue, index), clock);
        this.pasts = pasts;
        this.assignments = assignments;
        this.shopClock = shopClock;
        this.settings = settings;
        this.log = log;
        this.clock = clock;
    }

    /** What to show to a visitor, by the arm of the experiment that they take part in. */
    Recommendation recommend(Question question) {
        return recommend(question, null);
    }

    /** @param text by which the candidates were found; null where no text was searched for */
    private Recommendation recommend(Question question, @Nullable String text) {
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
                question.restriction().candidates() == null ? catalogue.exposureFloors() : Map.of(),
                read == null ? DegradedReason.TOO_LATE : degraded,
                text == null
                        ? wording(question)
                                .ranked(
                                        current.ranker().manner(),
                                        evidence.size(),
                                        known(current.ranker(), evidence),
                                        visitor.unproven())
                        : wording(question).found(text, !evidence.isEmpty(), nothingAmong(question)));
    }

    /** The items that say something to a ranker. */
    private static int known(Ranker ranker, List<Evidence> evidence) {
        return (int) Evidence.distinct(evidence).stream()
                .filter(one -> ranker.knows(one.item()))
                .count();
    }

    private static boolean nothingAmong(Question question) {
        Set<String> candidates = question.restriction().candidates();
        return candidates != null && candidates.isEmpty();
    }

    /** What is found by a text, in an order for the visitor. */
    Recommendation search(Question question, String text) {
        Shelf shelf = new Shelf(
                catalogue, question, new HashSet<>(question.restriction().exclude()), clock.instant());
        ContentIndex.Found found = catalogue.contents().search(text, MOST_FOUND, itemId -> shelf.find(itemId) != null);
        return recommend(question.among(found.itemIds(), found.complete()), text);
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
                Map.of(),
                by == By.BEHAVIOUR ? degraded(current) : unbuilt(),
                !current.ranker().knows(index.number(itemId))
                        ? wording(question).ofNothing()
                        : by == By.BOUGHT_TOGETHER
                                ? wording(question).boughtTogether()
                                : wording(question).similar(current.ranker().manner()));
    }

    private RankerSource.Current source(By by) {
        return switch (by) {
            case BEHAVIOUR -> rankers.current();
            case CONTENT ->
                new RankerSource.Current("content-similarity", "live", new ContentRanker(catalogue, index), true);
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
                Map.of(),
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
        String later = null;
        for (Met met : question.session().reversed()) {
            // As the past is read: what is done with an item several times in a row says no more.
            if (!told.contains(met.itemId()) && !met.itemId().equals(later)) {
                add(evidence, met.itemId(), new Evidence.InSession(), settings.evidenceOf(met.kind()));
            }
            later = met.itemId();
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
            question.session().stream()
                    .filter(met -> met.kind() == Kind.PURCHASE)
                    .map(Met::itemId)
                    .filter(itemId -> !catalogue
                            .find(itemId)
                            .map(CatalogueItem::consumable)
                            .orElse(false))
                    .forEach(hidden::add);
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
            Map<String, Double> floors,
            @Nullable DegradedReason degraded,
            String summary) {
        Instant now = clock.instant();
        Wording wording = wording(question);
        Shelf shelf = new Shelf(catalogue, question, hidden, now);
        UUID id = ids.generate();
        double exploration = arm == null ? 0 : arm.policy().exploration();
        Exploration chance = new Exploration(exploration, id);
        boolean learns = current.ranker().manner() == Ranker.Manner.NEXT && popular.size() > 0;
        ListSelection.Selected selected =
                selection.selected(question, current.ranker(), popular, evidence, shelf, floors, chance, learns);
        Shown shown = items(question, selected, shelf, wording, now);
        String ruled = "";
        if (shown.items().isEmpty() && shelf.hasRules()) {
            shelf.waiveRules();
            selected = selection.selected(question, current.ranker(), popular, evidence, shelf, floors, chance, learns);
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
                        + wording.balanced(selected.balanced())
                        + wording.reordered(selected.ordered().version())
                        + (exploration > 0 ? wording.explored() : "")
                        + ruled
                        + (shown.items().isEmpty() ? wording.nothing() : "")),
                shown.items());
        log.keep(logged(question, decision, shown.logged()));
        return decision;
    }

    /** What was selected, then what is new, as far as it may be shown. */
    private Shown items(Question question, ListSelection.Selected selected, Shelf shelf, Wording wording, Instant now) {
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
