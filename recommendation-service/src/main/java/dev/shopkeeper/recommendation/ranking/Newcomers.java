package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import dev.shopkeeper.recommendation.deep.DeepModel;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.selection.BlendModel;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Items that a model never met, the newest {@value #MOST} of them, with the vectors that its network gives them for what is said of
 * them. Found anew when the catalogue has changed. Thread-safe.
 */
public final class Newcomers {

    /** No more are looked at: an item that has long been there and that nobody met is not waiting to be found. */
    static final int MOST = 500;

    private final Catalogue catalogue;
    private final ServingIndex index;
    private final DeepModel network;
    private final Set<String> known;
    private final Map<String, Integer> attributes = new HashMap<>();
    private volatile Found found = new Found(List.of(), Vectors.NONE);

    /** @param model one with the network as a part */
    public Newcomers(Catalogue catalogue, ServingIndex index, BlendModel model, DeepModel network) {
        this.catalogue = catalogue;
        this.index = index;
        this.network = network;
        this.known = new HashSet<>(model.itemIds());
        for (int number = 0; number < model.attributeNames().size(); number++) {
            attributes.put(model.attributeNames().get(number), number);
        }
    }

    /**
     * Items with their vectors.
     *
     * @param numbers of the items in the index
     * @param vectors {@code float[items][dimension + 1]}
     * @param places by number, where each stands; -1 for others
     */
    public record Vectors(int[] numbers, float[][] vectors, Int2IntOpenHashMap places) {

        /** No item. */
        public static final Vectors NONE = of(List.of(), List.of());

        private static Vectors of(List<Integer> numbers, List<float[]> vectors) {
            Int2IntOpenHashMap places = new Int2IntOpenHashMap(numbers.size());
            places.defaultReturnValue(-1);
            for (int place = 0; place < numbers.size(); place++) {
                places.put(numbers.get(place).intValue(), place);
            }
            return new Vectors(
                    numbers.stream().mapToInt(Integer::intValue).toArray(), vectors.toArray(float[][]::new), places);
        }
    }

    /** @param catalogue the list that they were found in, which another takes the place of when an item changes */
    private record Found(List<CatalogueItem> catalogue, Vectors vectors) {}

    /** Those that there are now. */
    public Vectors now() {
        List<CatalogueItem> newest = catalogue.newest();
        Found last = found;
        if (last.catalogue() != newest) {
            last = new Found(newest, find(newest));
            found = last;
        }
        return last.vectors();
    }

    private Vectors find(List<CatalogueItem> newest) {
        List<Integer> numbers = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        for (CatalogueItem item : newest) {
            if (numbers.size() == MOST) {
                break;
            }
            if (!known.contains(item.itemId())) {
                int[] own = item.content().terms().stream()
                        .filter(attributes::containsKey)
                        .mapToInt(attributes::get)
                        .toArray();
                if (own.length > 0) {
                    numbers.add(index.intern(item.itemId()));
                    vectors.add(network.vector(own));
                }
            }
        }
        return Vectors.of(numbers, vectors);
    }
}
