package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.popularity.Ranking;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/**
 * The best of many scores. Ties go to the more popular, then to the lower number. Who is eligible is asked of those alone that
 * would be taken.
 */
final class Best {

    private final Ranking popular;
    private final IntPredicate eligible;
    private final int limit;
    private final PriorityQueue<Candidate> taken;

    Best(Ranking popular, IntPredicate eligible, int limit) {
        this.popular = popular;
        this.eligible = eligible;
        this.limit = limit;
        this.taken = new PriorityQueue<>(limit + 1);
    }

    void offer(int item, double score) {
        Candidate worst = taken.peek();
        boolean full = taken.size() >= limit;
        if (full && worst != null && score < worst.score()) {
            return;
        }
        Candidate candidate = new Candidate(item, score, popular.share(item));
        if ((!full || worst == null || candidate.compareTo(worst) > 0) && eligible.test(item)) {
            taken.offer(candidate);
            if (taken.size() > limit) {
                taken.poll();
            }
        }
    }

    /** Item numbers, the best first. */
    int[] items() {
        int[] items = new int[taken.size()];
        for (int place = items.length - 1; place >= 0; place--) {
            items[place] = taken.remove().item();
        }
        return items;
    }

    private record Candidate(int item, double score, double popularity) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            int byScore = Double.compare(score, other.score);
            int byPopularity = byScore != 0 ? byScore : Double.compare(popularity, other.popularity);
            return byPopularity != 0 ? byPopularity : Integer.compare(other.item, item);
        }
    }
}
