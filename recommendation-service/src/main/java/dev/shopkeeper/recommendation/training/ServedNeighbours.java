package dev.shopkeeper.recommendation.training;

import dev.shopkeeper.learning.life.Champion;
import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.recommendation.index.Neighbours;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.neighbours.NeighbourModel;
import dev.shopkeeper.recommendation.ranking.NeighbourSource;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The champion's neighbours, translated once into the numbers of the index; the live counts where there is no champion,
 * and for items that came after it.
 */
@Component
class ServedNeighbours implements NeighbourSource {

    private final ObjectProvider<Champions> champions;
    private final CooccurrenceNeighbours definition;
    private final ServingIndex index;
    private final Current live;
    private final AtomicReference<@Nullable Translated> translated = new AtomicReference<>();

    ServedNeighbours(ObjectProvider<Champions> champions, CooccurrenceNeighbours definition, ServingIndex index) {
        this.champions = champions;
        this.definition = definition;
        this.index = index;
        this.live = new Current("live-co-occurrence", "live", index);
    }

    @Override
    public Current current() {
        Champions known = champions.getIfAvailable();
        Champion<NeighbourModel> champion = known == null ? null : known.current(definition);
        if (champion == null) {
            return live;
        }
        Translated served = translated.get();
        if (served == null || served.champion() != champion) {
            served = translate(champion);
            translated.set(served);
        }
        return served.current();
    }

    private Translated translate(Champion<NeighbourModel> champion) {
        NeighbourModel model = champion.model();
        int[] numbers = model.itemIds().stream().mapToInt(index::intern).toArray();
        Int2IntOpenHashMap rows = new Int2IntOpenHashMap(numbers.length);
        rows.defaultReturnValue(-1);
        for (int row = 0; row < numbers.length; row++) {
            rows.put(numbers[row], row);
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
        return new Translated(champion, new Current(definition.name(), champion.version(), neighbours));
    }

    private record Translated(Champion<NeighbourModel> champion, Current current) {}
}
