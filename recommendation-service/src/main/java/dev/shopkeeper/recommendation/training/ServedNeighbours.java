package dev.shopkeeper.recommendation.training;

import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.index.Neighbours;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.journey.JourneyModel;
import dev.shopkeeper.recommendation.neighbours.NeighbourModel;
import dev.shopkeeper.recommendation.ranking.NeighbourSource;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The champion's neighbours in the numbers of the index: those of the sequential linear model, or of co-occurrence where it
 * has no champion; the live counts where there is no champion at all, and for items that came after it.
 */
@Component
class ServedNeighbours implements NeighbourSource {

    private final Served<Use> sequential;
    private final Served<Use> cooccurrence;
    private final ServingIndex index;
    private final Current live;

    ServedNeighbours(
            ObjectProvider<Champions> champions,
            CooccurrenceNeighbours cooccurrence,
            SequentialLinear sequential,
            ServingIndex index) {
        this.index = index;
        this.live = new Current("live-co-occurrence", "live", index, null, false);
        Champions known = champions.getIfAvailable();
        this.sequential = known == null ? Served.nothing() : known.serve(sequential, this::journeys);
        this.cooccurrence = known == null ? Served.nothing() : known.serve(cooccurrence, this::cooccurrences);
    }

    @Override
    public Current current() {
        Served.Current<Use> best = sequential.current();
        if (best == null) {
            best = cooccurrence.current();
        }
        return best == null
                ? live
                : new Current(
                        best.model(),
                        best.version(),
                        best.use().neighbours(),
                        best.use().fitted(),
                        true);
    }

    private Use journeys(JourneyModel model) {
        SparseRows rows = model.weights().weights();
        Neighbours neighbours = neighbours(model.itemIds(), (row, numbers, visitor) -> {
            for (int at = rows.starts()[row]; at < rows.starts()[row + 1]; at++) {
                visitor.visit(numbers[rows.columns()[at]], rows.values()[at]);
            }
        });
        return new Use(
                neighbours,
                new Fitted(model.chosen().halfLifeSteps(), model.chosen().popularityShare()));
    }

    private Use cooccurrences(NeighbourModel model) {
        return new Use(
                neighbours(model.itemIds(), (row, numbers, visitor) -> {
                    for (int i = 0; i < model.neighbours()[row].length; i++) {
                        visitor.visit(numbers[model.neighbours()[row][i]], model.similarities()[row][i]);
                    }
                }),
                null);
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

    private record Use(Neighbours neighbours, @Nullable Fitted fitted) {}
}
