package dev.shopkeeper.recommendation.training;

import dev.shopkeeper.learning.life.Champion;
import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.index.Neighbours;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.journey.JourneyModel;
import dev.shopkeeper.recommendation.neighbours.NeighbourModel;
import dev.shopkeeper.recommendation.ranking.NeighbourSource;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The champion's neighbours, translated once into the numbers of the index: those of the sequential linear model, or of
 * co-occurrence where it has no champion; the live counts where there is no champion at all, and for items that came
 * after it.
 */
@Component
class ServedNeighbours implements NeighbourSource {

    private final ObjectProvider<Champions> champions;
    private final CooccurrenceNeighbours cooccurrence;
    private final SequentialLinear sequential;
    private final ServingIndex index;
    private final Current live;
    private final AtomicReference<@Nullable Translated> translated = new AtomicReference<>();

    ServedNeighbours(
            ObjectProvider<Champions> champions,
            CooccurrenceNeighbours cooccurrence,
            SequentialLinear sequential,
            ServingIndex index) {
        this.champions = champions;
        this.cooccurrence = cooccurrence;
        this.sequential = sequential;
        this.index = index;
        this.live = new Current("live-co-occurrence", "live", index, null);
    }

    @Override
    public Current current() {
        Champions known = champions.getIfAvailable();
        if (known == null) {
            return live;
        }
        Champion<JourneyModel> best = known.current(sequential);
        if (best != null) {
            return served(best, () -> journeys(best));
        }
        Champion<NeighbourModel> second = known.current(cooccurrence);
        return second == null ? live : served(second, () -> cooccurrences(second));
    }

    private Current served(Champion<?> champion, Supplier<Current> translation) {
        Translated last = translated.get();
        if (last == null || last.champion() != champion) {
            last = new Translated(champion, translation.get());
            translated.set(last);
        }
        return last.current();
    }

    private Current journeys(Champion<JourneyModel> champion) {
        JourneyModel model = champion.model();
        SparseRows rows = model.weights().weights();
        Neighbours neighbours = neighbours(model.itemIds(), (row, numbers, visitor) -> {
            for (int at = rows.starts()[row]; at < rows.starts()[row + 1]; at++) {
                visitor.visit(numbers[rows.columns()[at]], rows.values()[at]);
            }
        });
        return new Current(
                sequential.name(),
                champion.version(),
                neighbours,
                new Fitted(model.chosen().halfLifeSteps(), model.chosen().popularityShare()));
    }

    private Current cooccurrences(Champion<NeighbourModel> champion) {
        NeighbourModel model = champion.model();
        Neighbours neighbours = neighbours(model.itemIds(), (row, numbers, visitor) -> {
            for (int i = 0; i < model.neighbours()[row].length; i++) {
                visitor.visit(numbers[model.neighbours()[row][i]], model.similarities()[row][i]);
            }
        });
        return new Current(cooccurrence.name(), champion.version(), neighbours, null);
    }

    private Neighbours neighbours(List<String> itemIds, Row row) {
        int[] numbers = itemIds.stream().mapToInt(index::intern).toArray();
        Int2IntOpenHashMap rows = new Int2IntOpenHashMap(numbers.length);
        rows.defaultReturnValue(-1);
        for (int number = 0; number < numbers.length; number++) {
            rows.put(numbers[number], number);
        }
        return (item, visitor) -> {
            int number = rows.get(item);
            if (number < 0) {
                index.forEach(item, visitor);
            } else {
                row.visit(number, numbers, visitor);
            }
        };
    }

    @FunctionalInterface
    private interface Row {
        void visit(int row, int[] numbers, Neighbours.Visitor visitor);
    }

    private record Translated(Champion<?> champion, Current current) {}
}
