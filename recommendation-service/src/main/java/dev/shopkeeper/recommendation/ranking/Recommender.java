package dev.shopkeeper.recommendation.ranking;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import dev.shopkeeper.recommendation.index.IndexFollower;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.popularity.Ranking;
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

    private final Catalogue catalogue;
    private final ServingIndex index;
    private final IndexFollower follower;
    private final NeighbourSource neighbours;
    private final PastReader pasts;
    private final RankingSettings settings;
    private final RankingLog log;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    Recommender(
            Catalogue catalogue,
            ServingIndex index,
            IndexFollower follower,
            NeighbourSource neighbours,
            PastReader pasts,
            RankingSettings settings,
            RankingLog log,
            Clock clock) {
        this.catalogue = catalogue;
        this.index = index;
        this.follower = follower;
        this.neighbours = neighbours;
        this.pasts = pasts;
        this.settings = settings;
        this.log = log;
        this.clock = clock;
    }

    /** What to show to a visitor. */
    Recommendation recommend(Question question) {
        Past past = pasts.read(question.visitor());
        List<Evidence> evidence = evidence(question, past == null ? Past.NOTHING : past);
        Set<String> hidden = hidden(question, past == null ? Past.NOTHING : past);
        Answer answer = answer(question, evidence, hidden, index.popular());
        String why = past == null
                ? "Degraded: the visitor's past could not be read in time, so it says nothing here."
                : follower.built() ? "" : "Degraded: the indexes are still being built from the database.";
        String told = evidence.isEmpty()
                ? "Ranked by popularity, since nothing is known of the visitor."
                : "Ranked by co-occurrence with " + evidence.size() + " item" + (evidence.size() == 1 ? "" : "s")
                        + " of the visitor's past, page and basket, and by popularity.";
        String unproven = question.visitor().unproven()
                ? " The user's past was left out: the request does not prove that it is from them."
                : "";
        return log.keep(question, decision(answer, !why.isEmpty(), (why + " " + told + unproven).strip()));
    }

    /** What goes with an item, whoever asks. */
    Recommendation similar(Question question, String itemId) {
        List<Evidence> evidence = new ArrayList<>();
        add(evidence, itemId, new Evidence.Viewed(), 1);
        Set<String> hidden = new HashSet<>(question.exclude());
        hidden.add(itemId);
        Answer answer = answer(question, evidence, hidden, Ranking.EMPTY);
        boolean degraded = !follower.built();
        return log.keep(
                question,
                decision(
                        answer,
                        degraded,
                        (degraded ? "Degraded: the indexes are still being built from the database. " : "")
                                + "Ranked by co-occurrence with the item alone."));
    }

    /**
     * What is wanted now.
     *
     * @param windowDays count the last days alike; null for exponential decay
     */
    Recommendation popular(Question question, @Nullable Integer windowDays) {
        Ranking ranking = windowDays == null ? index.popular() : index.popular(windowDays);
        Answer answer = answer(question, List.of(), new HashSet<>(question.exclude()), ranking);
        boolean degraded = !follower.built();
        String told = windowDays == null
                ? "Ranked by popularity with exponential decay."
                : "Ranked by popularity in the last " + windowDays + " days.";
        return log.keep(
                question,
                decision(
                        answer,
                        degraded,
                        (degraded ? "Degraded: the indexes are still being built from the database. " : "") + told));
    }

    private List<Evidence> evidence(Question question, Past past) {
        List<Evidence> evidence = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String context = question.contextItemId();
        if (context != null && seen.add(context)) {
            add(evidence, context, new Evidence.Viewed(), settings.contextEvidence());
        }
        for (String itemId : question.basket()) {
            if (seen.add(itemId)) {
                add(evidence, itemId, new Evidence.InBasket(), settings.basketEvidence());
            }
        }
        NeighbourSource.Fitted fitted = neighbours.current().fitted();
        double halfLife = fitted == null ? settings.historyHalfLife() : fitted.historyHalfLife();
        for (int place = 0; place < past.items().size(); place++) {
            Past.Item item = past.items().get(place);
            if (seen.add(item.itemId())) {
                double recency = StrictMath.pow(0.5, place / halfLife);
                add(
                        evidence,
                        item.itemId(),
                        new Evidence.Past(item.kind()),
                        settings.evidenceOf(item.kind()) * recency);
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

    private Answer answer(Question question, List<Evidence> evidence, Set<String> hidden, Ranking popular) {
        NeighbourSource.Current current = neighbours.current();
        Instant now = clock.instant();
        Wording wording = new Wording(question.language(), catalogue);
        List<Scoring.Scored> best = new Scoring(popular, current.neighbours(), popularityShare(current))
                .best(evidence, item -> shown(index.id(item), question, hidden) != null, question.limit());
        List<Recommendation.Item> items = new ArrayList<>(question.limit());
        for (Scoring.Scored scored : best) {
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
        return new Answer(evidence.isEmpty() ? null : current, now, items);
    }

    private double popularityShare(NeighbourSource.Current current) {
        NeighbourSource.Fitted fitted = current.fitted();
        return fitted == null ? settings.popularityShare() : fitted.popularityShare();
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

    private Recommendation decision(Answer answer, boolean degraded, String explanation) {
        NeighbourSource.Current current = answer.current();
        return new Recommendation(
                ids.generate(),
                current == null ? "popularity" : current.model(),
                current == null ? "live" : current.version(),
                answer.decidedAt(),
                degraded,
                explanation,
                answer.items());
    }

    private record Answer(
            NeighbourSource.@Nullable Current current, Instant decidedAt, List<Recommendation.Item> items) {}
}
