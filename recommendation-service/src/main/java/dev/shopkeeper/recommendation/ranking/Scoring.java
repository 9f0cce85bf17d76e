package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.index.Neighbours;
import dev.shopkeeper.recommendation.popularity.Ranking;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The formula. With evidence items h of normalised weight w(h), an item j scores
 *
 * <pre>score(j) = (1 - p) · Σ w(h) · similarity(h, j) + p · popularity(j)</pre>
 *
 * where popularity(j) is j's decayed weight as a share of the most popular item's and p the popularity share; without
 * evidence p is one. Every term is rounded to a billionth before it is added, so the contributions of an answer add up
 * to its score exactly.
 */
final class Scoring {

    /** What scores are counted in. */
    static final long UNIT = 1_000_000_000L;

    private final Ranking popular;
    private final Neighbours neighbours;
    private final double popularityShare;

    /** @param popularityShare what popularity adds where there is evidence, 0 to 1 */
    Scoring(Ranking popular, Neighbours neighbours, double popularityShare) {
        this.popular = popular;
        this.neighbours = neighbours;
        this.popularityShare = popularityShare;
    }

    /** The best items that are eligible, at most {@code limit}; ties go to the more popular, then to the lower number. */
    List<Scored> best(List<Evidence> evidence, IntPredicate eligible, int limit) {
        double total = evidence.stream().mapToDouble(Evidence::weight).sum();
        double share = total > 0 ? popularityShare : 1;
        Int2LongOpenHashMap sums = new Int2LongOpenHashMap();
        if (total > 0) {
            for (Evidence one : evidence) {
                double weight = (1 - share) * one.weight() / total;
                neighbours.forEach(one.item(), (item, similarity) -> {
                    long units = units(weight * similarity);
                    if (units != 0) {
                        sums.addTo(item, units);
                    }
                });
            }
        }
        List<Scored> chosen = chosen(sums, share, eligible, limit);
        explain(chosen, evidence, total, share);
        return chosen;
    }

    private List<Scored> chosen(Int2LongOpenHashMap sums, double share, IntPredicate eligible, int limit) {
        PriorityQueue<Scored> best = new PriorityQueue<>(order());
        sums.int2LongEntrySet().fastForEach(entry -> {
            int item = entry.getIntKey();
            long byPopularity = units(share * popular.share(item));
            long units = entry.getLongValue() + byPopularity;
            Scored worst = best.peek();
            if ((best.size() < limit || worst == null || units >= worst.units()) && eligible.test(item)) {
                offer(best, new Scored(item, units, byPopularity), limit);
            }
        });
        int taken = 0;
        for (int rank = 0; rank < popular.size() && taken < limit; rank++) {
            int item = popular.itemAt(rank);
            if (!sums.containsKey(item) && eligible.test(item)) {
                long units = units(share * popular.share(item));
                offer(best, new Scored(item, units, units), limit);
                taken++;
            }
        }
        return new ArrayList<>(best);
    }

    private Comparator<Scored> order() {
        return Comparator.comparingLong(Scored::units)
                .thenComparingDouble(scored -> popular.share(scored.item()))
                .thenComparing(Scored::item, Comparator.reverseOrder());
    }

    private static void offer(PriorityQueue<Scored> best, Scored scored, int limit) {
        best.offer(scored);
        if (best.size() > limit) {
            best.poll();
        }
    }

    private void explain(List<Scored> chosen, List<Evidence> evidence, double total, double share) {
        Int2ObjectOpenHashMap<Scored> byItem = new Int2ObjectOpenHashMap<>(chosen.size());
        chosen.forEach(scored -> byItem.put(scored.item(), scored));
        for (Evidence one : evidence) {
            double weight = (1 - share) * one.weight() / total;
            neighbours.forEach(one.item(), (item, similarity) -> {
                Scored scored = byItem.get(item);
                if (scored != null) {
                    scored.contribute(one, units(weight * similarity));
                }
            });
        }
        chosen.forEach(Scored::settle);
        chosen.sort(order().reversed());
    }

    private static long units(double score) {
        return Math.round(score * UNIT);
    }

    /** An item with its score in billionths and what it is made of. */
    static final class Scored {
        private final int item;
        private final long byPopularity;
        private final List<Contribution> contributions = new ArrayList<>();
        private long units;

        Scored(int item, long units, long byPopularity) {
            this.item = item;
            this.units = units;
            this.byPopularity = byPopularity;
        }

        int item() {
            return item;
        }

        long units() {
            return units;
        }

        /** The greatest first; they add up to {@link #units}. */
        List<Contribution> contributions() {
            return contributions;
        }

        private void contribute(Evidence evidence, long amount) {
            if (amount != 0) {
                contributions.add(new Contribution(evidence, amount));
            }
        }

        /** Live counts may have moved since the choice was made: what was explained is the score. */
        private void settle() {
            if (byPopularity > 0 || contributions.isEmpty()) {
                contributions.add(new Contribution(null, byPopularity));
            }
            contributions.sort(Comparator.comparingLong(Contribution::units).reversed());
            units = contributions.stream().mapToLong(Contribution::units).sum();
        }
    }

    /**
     * One term of a score.
     *
     * @param evidence where the term comes from, or null for popularity
     */
    record Contribution(@Nullable Evidence evidence, long units) {}
}
