package dev.shopkeeper.recommendation.catalogue;

import dev.shopkeeper.recommendation.similarity.ContentIndex;
import dev.shopkeeper.recommendation.similarity.ContentOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The catalogue in memory. Safe to read while it changes. */
@Component
public class Catalogue implements CatalogueStore.Changes {

    /** Changes after which it is counted anew how common words and brands are; sooner only where it took long. */
    private static final int MOST_UNSETTLED = 10_000;

    private static final Duration LONGEST_UNSETTLED = Duration.ofSeconds(5);

    private final Map<String, CatalogueItem> items = new ConcurrentHashMap<>();
    private final Map<String, Long> available = new ConcurrentHashMap<>();
    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();
    private final Map<String, CatalogueItem.Price> prices = new ConcurrentHashMap<>();
    private final Map<String, Instant> hidden = new ConcurrentHashMap<>();
    private final ContentIndex contents = new ContentIndex(ContentOptions.DEFAULT);
    private final Clock clock;
    private volatile List<CatalogueItem> newest = List.of();
    private volatile Map<String, List<CatalogueItem>> newestOfMerchant = Map.of();
    private volatile Map<String, Double> floors = Map.of();
    private volatile boolean stale;
    private int unsettled;
    private long settledAt = System.nanoTime() - LONGEST_UNSETTLED.toNanos();

    public Catalogue(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void item(CatalogueItem item) {
        if (items.put(item.itemId(), item) == null) {
            arrived.add(item.itemId());
        }
        contents.put(item.content());
        unsettled++;
        stale = true;
    }

    @Override
    public void available(String itemId, long units) {
        available.put(itemId, units);
    }

    @Override
    public void price(String itemId, CatalogueItem.Price price) {
        prices.put(itemId, price);
    }

    @Override
    public void hidden(String itemId, Instant until) {
        if (until.isAfter(clock.instant())) {
            hidden.put(itemId, until);
        } else {
            hidden.remove(itemId);
        }
    }

    @Override
    public void exposureFloor(String merchantId, double share) {
        Map<String, Double> changed = new TreeMap<>(floors);
        if (share > 0) {
            changed.put(merchantId, share);
        } else {
            changed.remove(merchantId);
        }
        floors = Collections.unmodifiableMap(changed);
    }

    /** What merchants are to have of each list at least, by merchant; the greatest share is 1. */
    public Map<String, Double> exposureFloors() {
        return floors;
    }

    /** What items are like, by what is said of them. */
    public ContentIndex contents() {
        return contents;
    }

    /** Sorts the items again if any changed; called by whoever follows the tables, never by a request. */
    public void settle() {
        if (stale) {
            stale = false;
            List<CatalogueItem> sorted = items.values().stream()
                    .filter(CatalogueItem::active)
                    .sorted(Comparator.comparing(CatalogueItem::firstHeardAt)
                            .reversed()
                            .thenComparing(CatalogueItem::itemId))
                    .toList();
            newest = sorted;
            newestOfMerchant = sorted.stream()
                    .filter(item -> item.merchantId() != null)
                    .collect(Collectors.groupingBy(item -> String.valueOf(item.merchantId())));
        }
        if (unsettled > MOST_UNSETTLED
                || unsettled > 0 && System.nanoTime() - settledAt > LONGEST_UNSETTLED.toNanos()) {
            contents.settle();
            unsettled = 0;
            settledAt = System.nanoTime();
        }
    }

    /** The ids of items that were not in the catalogue before, each told once; for whoever follows the tables. */
    public List<String> arrived() {
        List<String> ids = new ArrayList<>();
        for (String id = arrived.poll(); id != null; id = arrived.poll()) {
            ids.add(id);
        }
        return ids;
    }

    public boolean knows(String itemId) {
        return items.containsKey(itemId);
    }

    public Optional<CatalogueItem> find(String itemId) {
        return Optional.ofNullable(items.get(itemId));
    }

    /** The item if it may be shown: in the catalogue, active, not hidden, and not known to be out of stock. */
    public @Nullable CatalogueItem sellable(String itemId) {
        CatalogueItem item = items.get(itemId);
        return item != null && isSellable(item) ? item : null;
    }

    public boolean isSellable(CatalogueItem item) {
        return item.active() && available.getOrDefault(item.itemId(), 1L) > 0 && !isHidden(item.itemId());
    }

    private boolean isHidden(String itemId) {
        Instant until = hidden.get(itemId);
        return until != null && until.isAfter(clock.instant());
    }

    /** Units available at all locations together; null where nothing was told of the stock. */
    public @Nullable Long availableUnits(String itemId) {
        return available.get(itemId);
    }

    public Optional<CatalogueItem.Price> priceInForce(String itemId, Instant at) {
        return Optional.ofNullable(prices.get(itemId)).filter(price -> price.inForceAt(at));
    }

    /** Active items, those first that were heard of last; as of the last {@link #settle}. */
    public List<CatalogueItem> newest() {
        return newest;
    }

    /** The same of one merchant. */
    public List<CatalogueItem> newestOf(String merchantId) {
        return newestOfMerchant.getOrDefault(merchantId, List.of());
    }

    public int size() {
        return items.size();
    }
}
