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
import dev.shopkeeper.recommendation.index.IndexFollower;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.popularity.Ranking;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers questions from the indexes and the visitor's past. */
@Component
class Recommender {

    private static final RankerSource.Current POPULARITY =
            new RankerSource.Current("popularity", "live", NeighbourRanker.ofNothing(), false);

    private final Catalogue catalogue;
    private final ServingIndex index;
    private final IndexFollower follower;
    private final RankerSource rankers;
    private final PastReader pasts;
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
            RankingSettings settings,
            DecisionLog log,
            Clock clock) {
        this.catalogue = catalogue;
        this.index = index;
        this.follower = follower;
        this.rankers = rankers;
        this.pasts = pasts;
        this.settings = settings;
        this.log = log;
        this.clock = clock;
    }

    /** What to show to a visitor. */
    Recommendation recommend(Question question) {
        RankerSource.Current current = rankers.current();
        Past read = pasts.read(question.visitor());
        Past past = read == null ? Past.NOTHING : read;
        List<Evidence> evidence = evidence(question, past);
        return answer(
                question,
                current,
                index.popular(),
                evidence,
                hidden(question, past),
                read == null ? DegradedReason.TOO_LATE : degraded(current),
                wording(question)
                        .ranked(
                                current.ranker().manner(),
                                Evidence.distinct(evidence).size(),
                                question.visitor().unproven()));
    }

    /** What goes with an item, whoever asks. */
    Recommendation similar(Question question, String itemId) {
        RankerSource.Current current = rankers.current();
        List<Evidence> evidence = new ArrayList<>();
        add(evidence, itemId, new Evidence.Viewed(), 1);
        Set<String> hidden = new HashSet<>(question.exclude());
        hidden.add(itemId);
        return answer(
                question,
                current,
                Ranking.EMPTY,
                evidence,
                hidden,
                degraded(current),
                wording(question).similar(current.ranker().manner()));
    }

    /**
     * What is wanted now. No model is asked, so none can be missing.
     *
     * @param windowDays count the last days alike; null for exponential decay
     */
    Recommendation popular(Question question, @Nullable Integer windowDays) {
        return answer(
                question,
                POPULARITY,
                windowDays == null ? index.popular() : index.popular(windowDays),
                List.of(),
                new HashSet<>(question.exclude()),
                follower.built() ? null : DegradedReason.BEING_BUILT,
                wording(question).popular(windowDays));
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
        for (String itemId : question.session().reversed()) {
            if (told.add(itemId)) {
                add(evidence, itemId, new Evidence.InSession(), settings.viewEvidence());
            }
        }
        for (Past.Item item : past.items()) {
            if (!told.contains(item.itemId())) {
                add(evidence, item.itemId(), new Evidence.Past(item.kind()), settings.evidenceOf(item.kind()));
            }
        }
        return evidence;
    }

    private void add(List<Evidence> evidence, String itemId, Evidence.Origin origin, double weight) {
        int item = index.number(itemId);
        if (item >= 0) {
            evidence.add(new Evidence(itemId, item, origin, weight));
        }
    }

    private Set<String> hidden(Question question, Past past) {
        Set<String> hidden = new HashSet<>(question.exclude());
        hidden.addAll(question.basket());
        if (question.contextItemId() != null) {
            hidden.add(question.contextItemId());
        }
        for (String bought : past.bought()) {
            if (!catalogue.find(bought).map(CatalogueItem::consumable).orElse(false)) {
                hidden.add(bought);
            }
        }
        return hidden;
    }

    private Recommendation answer(
            Question question,
            RankerSource.Current current,
            Ranking popular,
            List<Evidence> evidence,
            Set<String> hidden,
            @Nullable DegradedReason degraded,
            String summary) {
        Instant now = clock.instant();
        Wording wording = wording(question);
        List<Recommendation.Item> items = new ArrayList<>(question.limit());
        for (Scored scored : current.ranker()
                .best(evidence, popular, item -> shown(index.id(item), question, hidden) != null, question.limit())) {
            CatalogueItem item = shown(index.id(scored.item()), question, hidden);
            if (item != null) {
                items.add(wording.item(item, scored, items.size() + 1, now));
                hidden.add(item.itemId());
            }
        }
        if (items.size() < question.limit()) {
            for (CatalogueItem item : catalogue.newest()) {
                if (shown(item.itemId(), question, hidden) != null) {
                    items.add(wording.newest(item, items.size() + 1, now));
                    if (items.size() == question.limit()) {
                        break;
                    }
                }
            }
        }
        RankerSource.Current decided = degraded != null && evidence.isEmpty() ? POPULARITY : current;
        Recommendation decision = new Recommendation(
                ids.generate(),
                Stamp.of(decided.model(), decided.version(), now, degraded),
                Explanation.of(wording.degraded(degraded) + summary),
                items);
        log.keep(logged(question, decision));
        return decision;
    }

    private static LoggedDecision logged(Question question, Recommendation decision) {
        Visitor visitor = question.visitor();
        return new LoggedDecision(
                decision.rankingId(),
                "recommendation",
                visitor.userId() != null ? visitor.userId() : visitor.anonymousId(),
                decision.stamp(),
                new Asked(visitor.userId(), visitor.anonymousId(), question.placement(), question.contextItemId()),
                decision.items().stream()
                        .map(item -> new Shown(item.itemId(), item.score()))
                        .toList());
    }

    private @Nullable CatalogueItem shown(String itemId, Question question, Set<String> hidden) {
        if (hidden.contains(itemId)) {
            return null;
        }
        CatalogueItem item = catalogue.sellable(itemId);
        return item == null || question.category() == null || item.categories().contains(question.category())
                ? item
                : null;
    }

    /** What is remembered of a question. */
    private record Asked(
            @Nullable String userId,
            @Nullable String anonymousId,
            @Nullable String placement,
            @Nullable String contextItemId) {}

    /** What is remembered of an item shown. */
    private record Shown(String itemId, BigDecimal score) {}
}
