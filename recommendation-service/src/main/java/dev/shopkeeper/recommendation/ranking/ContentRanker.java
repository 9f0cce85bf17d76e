package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.popularity.Ranking;
import dev.shopkeeper.recommendation.similarity.ContentIndex;
import dev.shopkeeper.recommendation.similarity.ContentNeighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Ranks by what is said of items: those most like the first that is known of the visitor. */
record ContentRanker(ContentIndex contents, ServingIndex index) implements Ranker {

    @Override
    public boolean knows(int item) {
        return true;
    }

    @Override
    public Manner manner() {
        return Manner.CONTENT;
    }

    @Override
    public List<Scored> best(List<Evidence> evidence, Ranking popular, IntPredicate eligible, int limit) {
        if (evidence.isEmpty()) {
            return List.of();
        }
        List<Scored> best = new ArrayList<>();
        for (ContentNeighbour near :
                contents.near(evidence.getFirst().itemId(), limit, itemId -> eligible.test(index.intern(itemId)))) {
            List<Scored.Contribution> terms = near.shared().stream()
                    .map(shared ->
                            new Scored.Contribution(Scored.Source.CONTENT, null, shared.units(), 1, shared.term()))
                    .toList();
            best.add(Scored.of(index.intern(near.itemId()), terms));
        }
        return best;
    }
}
