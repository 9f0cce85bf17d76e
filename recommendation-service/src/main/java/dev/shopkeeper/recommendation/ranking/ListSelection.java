package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import dev.shopkeeper.recommendation.diversity.Candidate;
import dev.shopkeeper.recommendation.diversity.Caps;
import dev.shopkeeper.recommendation.diversity.Diversified;
import dev.shopkeeper.recommendation.diversity.Diversity;
import dev.shopkeeper.recommendation.diversity.Likeness;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.popularity.Ranking;
import dev.shopkeeper.recommendation.relevance.Reranker;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Chooses a list for a question: the best by what was learned, then variety, merchants' shares and chance. */
record ListSelection(Catalogue catalogue, ServingIndex index, LearnedOrder order, ExposureShare shares, Clock clock) {

    /** Among so many of the best an item may be chosen for not being like the others. */
    private static final int POOL = 200;

    private static final int POOL_PER_PLACE = 4;

    /**
     * A list to be shown.
     *
     * @param likenessCost what the list scores less than one without regard to likeness, in billionths
     * @param balanced with what merchants are to have of it; null where they are to have nothing in particular
     * @param ordered what it was chosen from
     */
    record Selected(
            List<Exploration.Drawn> list,
            long likenessCost,
            ExposureShare.@Nullable Balanced balanced,
            LearnedOrder.Ordered ordered) {

        static Selected surely(List<Scored> list, LearnedOrder.Ordered ordered) {
            return new Selected(list.stream().map(Exploration.Drawn::surely).toList(), 0, null, ordered);
        }
    }

    /** The best, what was found in its order counting too, and likeness. */
    Selected selected(
            Question question,
            Ranker ranker,
            Ranking popular,
            List<Evidence> evidence,
            Shelf shelf,
            Map<String, Double> floors,
            Exploration chance,
            boolean learns) {
        Set<String> candidates = question.restriction().candidates();
        double lambda = question.likenessCosts();
        int pool = candidates != null ? candidates.size() : question.limit();
        if (lambda > 0 || chance.happens() || !floors.isEmpty()) {
            pool = Math.max(pool, Math.min(POOL, question.limit() * POOL_PER_PLACE));
        }
        Served.Current<Reranker> learned = learns ? order.current() : null;
        if (learned != null) {
            pool = Math.max(pool, LearnedOrder.MOST);
        }
        List<Scored> blend = pool(question, ranker, popular, evidence, shelf, floors, pool);
        LearnedOrder.Ordered ordered = learns
                ? order.ordered(blend, learned, question, evidence, popular, clock.instant())
                : LearnedOrder.Ordered.asItIs(blend);
        List<Scored> best = candidates == null
                ? ordered.list()
                : found(
                        evidence.isEmpty() ? List.of() : ordered.list(),
                        List.copyOf(candidates),
                        question.restriction().complete(),
                        popular,
                        shelf);
        if (lambda > 0) {
            return diversified(best, lambda, question.limit(), floors, chance, ordered);
        }
        return floors.isEmpty() && !chance.happens()
                ? Selected.surely(best, ordered)
                : shared(best, question.limit(), 0, floors, chance, ordered);
    }

    private List<Scored> pool(
            Question question,
            Ranker ranker,
            Ranking popular,
            List<Evidence> evidence,
            Shelf shelf,
            Map<String, Double> floors,
            int size) {
        List<Scored> pool = ranker.best(evidence, popular, item -> shelf.find(index.id(item)) != null, size);
        Set<String> scarce = shares.scarce(pool, question.limit(), floors);
        if (scarce.isEmpty()) {
            return pool;
        }
        List<Scored> wanted = ranker.best(
                evidence,
                popular,
                item -> scarce.contains(shares.merchant(item)) && shelf.find(index.id(item)) != null,
                question.limit() * scarce.size());
        List<Scored> unknown = scarce.stream()
                .sorted()
                .flatMap(merchant -> catalogue.newestOf(merchant).stream()
                        .filter(item -> shelf.find(item.itemId()) != null)
                        .limit(question.limit()))
                .map(item -> Scored.of(
                        index.intern(item.itemId()), List.of(Scored.Contribution.of(Scored.Source.NEWEST, null, 0))))
                .toList();
        return ExposureShare.joined(ExposureShare.joined(pool, wanted), unknown);
    }

    /** What merchants are to have of the list, then chance. */
    private Selected shared(
            List<Scored> ranked,
            int limit,
            long likenessCost,
            Map<String, Double> floors,
            Exploration chance,
            LearnedOrder.Ordered ordered) {
        ExposureShare.Balanced balanced = shares.balanced(ranked, limit, floors, chance.random());
        return new Selected(chance.drawn(balanced.list(), balanced.rest()), likenessCost, balanced, ordered);
    }

    /**
     * What was found first counts as much as what suits the visitor best, if anything is known of them; the n-th by {@code 1 / log2(n + 1)} of it, as
     * places count in NDCG. What is all that was looked for counts so much more that nothing else comes before it.
     */
    private List<Scored> found(List<Scored> best, List<String> candidates, int complete, Ranking popular, Shelf shelf) {
        Map<Integer, Scored> byItem = new LinkedHashMap<>();
        best.forEach(scored -> byItem.put(scored.item(), scored));
        long top = best.isEmpty() ? Scored.UNIT : Math.max(1, best.getFirst().units());
        long lead = 2 * top - best.stream().mapToLong(Scored::units).reduce(0, Math::min);
        List<Scored> all = new ArrayList<>();
        for (int place = 0; place < candidates.size(); place++) {
            String itemId = candidates.get(place);
            if (shelf.find(itemId) != null) {
                int item = index.intern(itemId);
                Scored scored = byItem.getOrDefault(item, new Scored(item, List.of()));
                long found = Math.max(1, Math.round(top / (Math.log(place + 2) / Math.log(2))));
                all.add(scored.plus(Scored.Source.FOUND, place < complete ? found + lead : found));
            }
        }
        all.sort(NeighbourRanker.order(popular));
        return all;
    }

    private Selected diversified(
            List<Scored> best,
            double lambda,
            int limit,
            Map<String, Double> floors,
            Exploration chance,
            LearnedOrder.Ordered ordered) {
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
        List<Scored> ranked = new ArrayList<>(chosen);
        IntStream.range(0, best.size())
                .filter(place -> !places.contains(place))
                .mapToObj(best::get)
                .forEach(ranked::add);
        return shared(ranked, Math.min(limit, chosen.size()), list.cost(), floors, chance, ordered);
    }
}
