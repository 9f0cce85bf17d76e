package dev.shopkeeper.recommendation.training;

import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.recommendation.index.Neighbours;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.neighbours.NeighbourModel;
import dev.shopkeeper.recommendation.ranking.BlendRanker;
import dev.shopkeeper.recommendation.ranking.NeighbourRanker;
import dev.shopkeeper.recommendation.ranking.Ranker;
import dev.shopkeeper.recommendation.ranking.RankerSource;
import dev.shopkeeper.recommendation.ranking.RankingSettings;
import dev.shopkeeper.recommendation.selection.BlendModel;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The champion in the numbers of the index: the blend, or co-occurrence where the blend has no champion; the live counts where
 * there is no champion at all, and for items that came after it.
 */
@Component
class ServedRankers implements RankerSource {

    private final Served<Ranker> blend;
    private final Served<Ranker> cooccurrence;
    private final ServingIndex index;
    private final RankingSettings settings;
    private final Current live;

    ServedRankers(
            ObjectProvider<Champions> champions,
            CooccurrenceNeighbours cooccurrence,
            NextItemBlend blend,
            ServingIndex index,
            RankingSettings settings) {
        this.index = index;
        this.settings = settings;
        this.live = new Current("live-co-occurrence", "live", NeighbourRanker.of(index, settings), false);
        Champions known = champions.getIfAvailable();
        this.blend = known == null ? Served.nothing() : known.serve(blend, this::blended);
        this.cooccurrence = known == null ? Served.nothing() : known.serve(cooccurrence, this::cooccurrences);
    }

    @Override
    public Current current() {
        Served.Current<Ranker> best = blend.current();
        if (best == null) {
            best = cooccurrence.current();
        }
        return best == null ? live : new Current(best.model(), best.version(), best.use(), true);
    }

    private Ranker blended(BlendModel model) {
        return new BlendRanker(model, numbers(model.itemIds()), index::items, NeighbourRanker.of(index, settings));
    }

    private Ranker cooccurrences(NeighbourModel model) {
        int[] numbers = numbers(model.itemIds());
        Int2IntOpenHashMap rows = new Int2IntOpenHashMap(numbers.length);
        rows.defaultReturnValue(-1);
        for (int number = 0; number < numbers.length; number++) {
            rows.put(numbers[number], number);
        }
        Neighbours neighbours = (item, visitor) -> {
            int row = rows.get(item);
            if (row < 0) {
                index.forEach(item, visitor);
                return;
            }
            for (int i = 0; i < model.neighbours()[row].length; i++) {
                visitor.visit(numbers[model.neighbours()[row][i]], model.similarities()[row][i]);
            }
        };
        return NeighbourRanker.of(neighbours, settings);
    }

    private int[] numbers(List<String> itemIds) {
        return itemIds.stream().mapToInt(index::intern).toArray();
    }
}
