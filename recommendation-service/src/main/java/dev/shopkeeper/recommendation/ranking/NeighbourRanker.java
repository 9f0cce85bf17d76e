package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.index.Neighbours;
import dev.shopkeeper.recommendation.popularity.Ranking;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Ranks by neighbours. With evidence items h of normalised weight w(h), an item j scores
 *
 * <pre>score(j) = (1 - p) · Σ w(h) · similarity(h, j) + p · popularity(j)</pre>
 *
 * where popularity(j) is j's decayed weight as a share of the most popular item's and p the popularity share; without
 * evidence p is one.
 *
 * @param items so many distinct items of the past speak, the latest
 * @param halfLife after so many more recent items an item of the past says half as much
 * @param popularityShare what popularity adds where there is evidence, 0 to 1
 */
public record NeighbourRanker(Neighbours neighbours, int items, double halfLife, double popularityShare)
        implements Ranker {

    /** As the settings have it. */
    public static NeighbourRanker of(Neighbours neighbours, RankingSettings settings) {
        return new NeighbourRanker(
                neighbours, settings.historyItems(), settings.historyHalfLife(), settings.popularityShare());
    }

    /** Knows what is wanted and nothing else. */
    static NeighbourRanker ofNothing() {
        return new NeighbourRanker((item, visitor) -> {}, 0, 1, 1);
    }

    @Override
    public boolean knows(int item) {
        boolean[] known = {false};
        neighbours.forEach(item, (other, similarity) -> known[0] = true);
        return known[0];
    }

    @Override
    public Manner manner() {
        return items == 0 ? Manner.WANTED : Manner.TOGETHER;
    }

    @Override
    public List<Scored> best(List<Evidence> evidence, Ranking popular, IntPredicate eligible, int limit) {
        List<Evidence> speaking = faded(evidence);
        double total = speaking.stream().mapToDouble(Evidence::weight).sum();
        double share = total > 0 ? popularityShare : 1;
        Int2LongOpenHashMap sums = new Int2LongOpenHashMap();
        if (total > 0) {
            for (Evidence one : speaking) {
                double weight = (1 - share) * one.weight() / total;
                neighbours.forEach(one.item(), (item, similarity) -> {
                    long units = Scored.inUnits(weight * similarity);
                    if (units != 0) {
                        sums.addTo(item, units);
                    }
                });
            }
        }
        return explained(chosen(sums, popular, share, eligible, limit), speaking, total, popular, share);
    }

    /** Each item once, the past fading. */
    List<Evidence> faded(List<Evidence> evidence) {
        List<Evidence> faded = new ArrayList<>();
        int place = 0;
        for (Evidence one : Evidence.distinct(evidence)) {
            if (!one.fades()) {
                faded.add(one);
            } else if (place < items) {
                double recency = StrictMath.pow(0.5, place++ / halfLife);
                faded.add(new Evidence(one.itemId(), one.item(), one.origin(), one.weight() * recency));
            }
        }
        return faded;
    }

    private static int[] chosen(
            Int2LongOpenHashMap sums, Ranking popular, double share, IntPredicate eligible, int limit) {
        Best best = new Best(popular, eligible, limit);
        sums.int2LongEntrySet()
                .fastForEach(entry -> best.offer(
                        entry.getIntKey(),
                        entry.getLongValue() + Scored.inUnits(share * popular.share(entry.getIntKey()))));
        int taken = 0;
        for (int rank = 0; rank < popular.size() && taken < limit; rank++) {
            int item = popular.itemAt(rank);
            if (!sums.containsKey(item) && eligible.test(item)) {
                best.offer(item, Scored.inUnits(share * popular.share(item)));
                taken++;
            }
        }
        return best.items();
    }

    /** Live counts may have moved since the choice was made: what was explained is the score. */
    private List<Scored> explained(int[] chosen, List<Evidence> evidence, double total, Ranking popular, double share) {
        Int2ObjectOpenHashMap<List<Scored.Contribution>> terms = new Int2ObjectOpenHashMap<>(chosen.length);
        for (int item : chosen) {
            terms.put(item, new ArrayList<>());
        }
        for (Evidence one : evidence) {
            double weight = (1 - share) * one.weight() / total;
            neighbours.forEach(one.item(), (item, similarity) -> {
                List<Scored.Contribution> own = terms.get(item);
                long units = Scored.inUnits(weight * similarity);
                if (own != null && units != 0) {
                    own.add(Scored.Contribution.of(Scored.Source.TOGETHER, one, units));
                }
            });
        }
        List<Scored> scored = new ArrayList<>(chosen.length);
        for (int item : chosen) {
            List<Scored.Contribution> own = terms.get(item);
            long byPopularity = Scored.inUnits(share * popular.share(item));
            if (byPopularity > 0 || own.isEmpty()) {
                own.add(Scored.Contribution.of(Scored.Source.POPULARITY, null, byPopularity));
            }
            scored.add(Scored.of(item, own));
        }
        scored.sort(order(popular));
        return scored;
    }

    /** The best first. */
    static Comparator<Scored> order(Ranking popular) {
        return (one, other) -> {
            int byUnits = Long.compare(other.units(), one.units());
            if (byUnits != 0) {
                return byUnits;
            }
            int byPopularity = Double.compare(popular.share(other.item()), popular.share(one.item()));
            return byPopularity != 0 ? byPopularity : Integer.compare(one.item(), other.item());
        };
    }
}
