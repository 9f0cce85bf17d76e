package dev.shopkeeper.recommendation.training;

import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.recommendation.blend.Blend;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.deep.DeepModel;
import dev.shopkeeper.recommendation.index.Neighbours;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.neighbours.NeighbourModel;
import dev.shopkeeper.recommendation.ranking.BlendRanker;
import dev.shopkeeper.recommendation.ranking.NeighbourRanker;
import dev.shopkeeper.recommendation.ranking.Newcomers;
import dev.shopkeeper.recommendation.ranking.Ranker;
import dev.shopkeeper.recommendation.ranking.RankerSource;
import dev.shopkeeper.recommendation.ranking.RankingSettings;
import dev.shopkeeper.recommendation.selection.BlendModel;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The champion in the numbers of the index: the blend, or co-occurrence where the blend has no champion; the live counts where
 * there is no champion at all, and for items that came after it.
 */
@Component
class ServedRankers implements RankerSource {

    private static final Logger LOG = LoggerFactory.getLogger(ServedRankers.class);
    private static final int MOST_VERSIONS = 4;

    /** A version that could not be loaded, the database being away for instance, is tried again after so long. */
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Served<Ranker> blend;
    private final Served<Ranker> cooccurrence;
    private final Catalogue catalogue;
    private final ServingIndex index;
    private final RankingSettings settings;
    private final Current live;
    private final NextItemBlend definition;
    private final @Nullable Champions known;
    private final Map<String, Loading> versions = new ConcurrentHashMap<>();

    /** @param begun as of {@link System#nanoTime} */
    private record Loading(CompletableFuture<@Nullable Current> version, long begun) {

        boolean failed() {
            return version.isDone() && version.getNow(null) == null && System.nanoTime() - begun > RETRY.toNanos();
        }
    }

    ServedRankers(
            ObjectProvider<Champions> champions,
            CooccurrenceNeighbours cooccurrence,
            NextItemBlend blend,
            Catalogue catalogue,
            ServingIndex index,
            RankingSettings settings) {
        this.catalogue = catalogue;
        this.index = index;
        this.settings = settings;
        this.live = new Current("live-co-occurrence", "live", NeighbourRanker.of(index, settings), false);
        this.definition = blend;
        this.known = champions.getIfAvailable();
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

    @Override
    public Current live() {
        return live;
    }

    @Override
    public @Nullable Current version(String version) {
        Current current = current();
        if (current.version().equals(version)) {
            return current;
        }
        Loading loading = versions.get(version);
        if (loading == null || loading.failed()) {
            if (loading == null && versions.size() >= MOST_VERSIONS) {
                // Versions are named by experiments, of which few run at a time.
                versions.clear();
            }
            loading =
                    versions.compute(version, (name, known) -> known == null || known.failed() ? loading(name) : known);
        }
        return loading.version().getNow(null);
    }

    private Loading loading(String version) {
        return new Loading(CompletableFuture.supplyAsync(() -> loaded(version)), System.nanoTime());
    }

    private @Nullable Current loaded(String version) {
        try {
            BlendModel model =
                    known == null ? null : known.stored(definition, version).model();
            return model == null ? null : new Current(definition.name(), version, blended(model), true);
        } catch (RuntimeException e) {
            LOG.error("Version {} of {} cannot be loaded; the champion stands in", version, definition.name(), e);
            return null;
        }
    }

    private Ranker blended(BlendModel model) {
        Supplier<Newcomers.Vectors> newcomers = model.blend().parts().stream()
                .map(Blend.Part::model)
                .filter(DeepModel.class::isInstance)
                .map(DeepModel.class::cast)
                .findFirst()
                .<Supplier<Newcomers.Vectors>>map(network -> new Newcomers(catalogue, index, model, network)::now)
                .orElse(() -> Newcomers.Vectors.NONE);
        return new BlendRanker(
                model, numbers(model.itemIds()), index::items, NeighbourRanker.of(index, settings), newcomers);
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
