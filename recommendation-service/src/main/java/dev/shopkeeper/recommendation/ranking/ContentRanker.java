package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.popularity.Ranking;
import dev.shopkeeper.recommendation.similarity.ContentNeighbour;
import dev.shopkeeper.recommendation.similarity.SharedWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;

/** Ranks by what is said of items: those most like the first that is known of the visitor. */
record ContentRanker(Catalogue catalogue, ServingIndex index) implements Ranker {

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
        String itemId = evidence.getFirst().itemId();
        List<Scored> best = new ArrayList<>();
        for (ContentNeighbour near :
                catalogue.contents().near(itemId, limit, other -> eligible.test(index.intern(other)))) {
            List<Scored.Contribution> terms =
                    SharedWords.joined(near.shared(), titles(near.itemId()), titles(itemId)).stream()
                            .map(shared -> new Scored.Contribution(
                                    Scored.Source.CONTENT, null, shared.units(), 1, shared.term()))
                            .toList();
            best.add(Scored.of(index.intern(near.itemId()), terms));
        }
        return best;
    }

    private Collection<String> titles(String itemId) {
        return catalogue.find(itemId).map(item -> item.titles().values()).orElse(List.of());
    }
}
