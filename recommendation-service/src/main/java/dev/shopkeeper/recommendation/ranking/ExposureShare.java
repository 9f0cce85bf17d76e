package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import dev.shopkeeper.recommendation.exposure.balance.Attention;
import dev.shopkeeper.recommendation.exposure.balance.ExposureFloors;
import dev.shopkeeper.recommendation.index.ServingIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives merchants with a floor the share of a list that they are to have, and says what it costs. */
record ExposureShare(Catalogue catalogue, ServingIndex index) {

    /**
     * A list with the shares.
     *
     * @param list every item that stands before a better one has a term for it, so that the list still falls by score
     * @param rest of those that it was chosen from
     * @param cost what the scores of the list's items come to less than those of the best, in billionths, the new terms aside
     * @param ndcg of the list by that of the best; 1 where nothing changed
     */
    record Balanced(List<Scored> list, List<Scored> rest, long cost, double ndcg) {

        boolean changed() {
            return ndcg < 1 || cost > 0;
        }
    }

    /** The merchants with a floor of whom there are fewer than {@code length}. */
    Set<String> scarce(List<Scored> pool, int length, Map<String, Double> floors) {
        Map<String, Integer> counts = new HashMap<>();
        pool.forEach(scored -> {
            String merchant = merchant(scored.item());
            if (merchant != null) {
                counts.merge(merchant, 1, Integer::sum);
            }
        });
        Set<String> scarce = new HashSet<>(floors.keySet());
        scarce.removeIf(merchant -> counts.getOrDefault(merchant, 0) >= length);
        return scarce;
    }

    /** A pool, the best first, and after it those that it does not have yet. */
    static List<Scored> joined(List<Scored> pool, List<Scored> more) {
        Set<Integer> known = pool.stream().map(Scored::item).collect(Collectors.toSet());
        return Stream.concat(pool.stream(), more.stream().filter(scored -> !known.contains(scored.item())))
                .toList();
    }

    @Nullable
    String merchant(int item) {
        return catalogue.find(index.id(item)).map(CatalogueItem::merchantId).orElse(null);
    }

    /**
     * Gives the shares.
     *
     * @param ranked of which the first {@code length} are the list where there are no floors
     * @param chance of this answer: a floor that is less than the last place of the list is worth is met in as many lists as make up for
     *     it, not in each, or the smallest promise would take every list of one item
     */
    Balanced balanced(List<Scored> ranked, int length, Map<String, Double> promised, SplittableRandom chance) {
        int places = Math.min(length, ranked.size());
        Map<String, Double> floors = due(promised, places, chance);
        if (floors.isEmpty() || places == 0) {
            return new Balanced(ranked.subList(0, places), ranked.subList(places, ranked.size()), 0, 1);
        }
        Map<String, Scored> byId = new HashMap<>();
        List<ExposureFloors.Candidate> candidates = new ArrayList<>(ranked.size());
        for (Scored scored : ranked) {
            String itemId = index.id(scored.item());
            byId.put(itemId, scored);
            candidates.add(new ExposureFloors.Candidate(
                    itemId, merchant(scored.item()), (double) scored.units() / Scored.UNIT));
        }
        ExposureFloors.Corrected corrected = ExposureFloors.correct(candidates, places, floors);
        Function<ExposureFloors.Candidate, Scored> scored = one -> byId.getOrDefault(one.itemId(), ranked.getFirst());
        List<Scored> list = corrected.items().stream().map(scored).toList();
        Set<Scored> shown = new HashSet<>(list);
        return new Balanced(
                falling(list, Set.copyOf(ranked.subList(0, places))),
                ranked.stream().filter(one -> !shown.contains(one)).toList(),
                units(ranked.subList(0, places)) - units(list),
                corrected.ndcg());
    }

    private static Map<String, Double> due(Map<String, Double> promised, int places, SplittableRandom chance) {
        Map<String, Double> due = new TreeMap<>();
        double least = places == 0 ? 1 : Attention.at(places) / Attention.downTo(places);
        double left = 1;
        for (Map.Entry<String, Double> floor : new TreeMap<>(promised).entrySet()) {
            double share = floor.getValue() >= least
                    ? floor.getValue()
                    : chance.nextDouble() < floor.getValue() / least ? least : 0;
            if (share > 0 && share <= left) {
                due.put(floor.getKey(), share);
                left -= share;
            }
        }
        return due;
    }

    private static long units(List<Scored> list) {
        return list.stream().mapToLong(Scored::units).sum();
    }

    /** @param before the list as it was, whose items need no word on why they are in it */
    private static List<Scored> falling(List<Scored> list, Set<Scored> before) {
        List<Scored> falling = new ArrayList<>(list);
        long after = Long.MIN_VALUE;
        for (int place = falling.size() - 1; place >= 0; place--) {
            Scored scored = falling.get(place);
            if (scored.units() < after) {
                falling.set(place, scored.plus(Scored.Source.FLOOR, after - scored.units()));
            } else if (!before.contains(scored)) {
                falling.set(place, scored.noted(Scored.Source.FLOOR));
            }
            after = Math.max(after, scored.units());
        }
        return falling;
    }
}
