package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.popularity.Ranking;
import dev.shopkeeper.recommendation.relevance.CandidateFacts;
import dev.shopkeeper.recommendation.relevance.CandidateFeatures;
import dev.shopkeeper.recommendation.relevance.ListFacts;
import dev.shopkeeper.recommendation.relevance.Reranker;
import dev.shopkeeper.recommendation.relevance.training.ImpressionRanker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Puts the blend's best into the order that was learned from what people did with what they were shown; as long as nothing was
 * learned, leaves the order as it is. The features are made in either case, since what is shown is to be learned from.
 */
@Component
class LearnedOrder {

    /** So many of the blend's best are put into order. */
    static final int MOST = 100;

    private final Served<Reranker> served;
    private final Catalogue catalogue;
    private final ServingIndex index;

    @Autowired
    LearnedOrder(
            ObjectProvider<Champions> champions, ImpressionRanker ranker, Catalogue catalogue, ServingIndex index) {
        this(served(champions.getIfAvailable(), ranker), catalogue, index);
    }

    LearnedOrder(Served<Reranker> served, Catalogue catalogue, ServingIndex index) {
        this.served = served;
        this.catalogue = catalogue;
        this.index = index;
    }

    private static Served<Reranker> served(@Nullable Champions champions, ImpressionRanker ranker) {
        return champions == null ? Served.nothing() : champions.serve(ranker, Reranker::new);
    }

    /** What was learned, as of now; one answer uses the same throughout. Null while nothing is. */
    Served.@Nullable Current<Reranker> current() {
        return served.current();
    }

    /**
     * A list with the features that each item had in it, by the item's number.
     *
     * @param version of what ordered it; null where nothing did
     */
    record Ordered(
            List<Scored> list,
            Map<Integer, CandidateFeatures> features,
            @Nullable String version) {

        static Ordered asItIs(List<Scored> list) {
            return new Ordered(list, Map.of(), null);
        }
    }

    /**
     * Orders a list.
     *
     * @param blend the best first
     * @param learned what was learned, or null
     */
    Ordered ordered(
            List<Scored> blend,
            Served.@Nullable Current<Reranker> learned,
            Question question,
            List<Evidence> evidence,
            Ranking popular,
            Instant now) {
        List<CandidateFeatures> features = features(blend, question, evidence, popular, now);
        Map<Integer, CandidateFeatures> byItem = new HashMap<>();
        for (int place = 0; place < blend.size(); place++) {
            byItem.put(blend.get(place).item(), features.get(place));
        }
        if (learned == null) {
            return new Ordered(blend, byItem, null);
        }
        List<Reranker.Candidate<Scored>> candidates = new ArrayList<>();
        for (int place = 0; place < Math.min(MOST, blend.size()); place++) {
            Scored scored = blend.get(place);
            candidates.add(new Reranker.Candidate<>(scored, scored.units(), features.get(place)));
        }
        List<Scored> list = new ArrayList<>();
        for (Reranker.Placed<Scored> placed : learned.use().rerank(candidates).list()) {
            list.add(placed.candidate().item().plus(Scored.Source.SHOWN_BEFORE, placed.correction()));
        }
        list.addAll(blend.subList(candidates.size(), blend.size()));
        return new Ordered(list, byItem, learned.version());
    }

    private List<CandidateFeatures> features(
            List<Scored> blend, Question question, List<Evidence> evidence, Ranking popular, Instant now) {
        Set<Integer> met = new HashSet<>();
        evidence.forEach(one -> met.add(one.item()));
        CatalogueItem last = evidence.isEmpty()
                ? null
                : catalogue.find(evidence.getFirst().itemId()).orElse(null);
        ListFacts facts = new ListFacts(
                now,
                question.placement() == null ? null : question.placement().word(),
                last == null ? null : narrowest(last),
                last == null ? null : last.brand());
        List<CandidateFacts> all = new ArrayList<>(blend.size());
        for (Scored scored : blend) {
            String itemId = index.id(scored.item());
            CatalogueItem item = catalogue.find(itemId).orElse(null);
            all.add(new CandidateFacts(
                    (double) scored.units() / Scored.UNIT,
                    popular.share(scored.item()),
                    catalogue
                            .priceInForce(itemId, now)
                            .map(CatalogueItem.Price::money)
                            .orElse(null),
                    item == null ? null : narrowest(item),
                    item == null ? null : item.brand(),
                    item == null ? null : item.firstHeardAt(),
                    met.contains(scored.item())));
        }
        return facts.features(all);
    }

    private static @Nullable String narrowest(CatalogueItem item) {
        return item.categories().isEmpty() ? null : item.categories().getLast();
    }
}
