package dev.shopkeeper.inventory.supply;

import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The verbs of supply terms. */
@Service
public class Supply {

    private record Key(String itemId, String supplierId) {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::itemId).thenComparing(Key::supplierId);

        static Key of(SupplyTerms terms) {
            return new Key(terms.itemId(), terms.supplierId());
        }
    }

    private final SupplyTermsStore store;
    private final Clock clock;

    Supply(SupplyTermsStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Creates or replaces terms, each entry by itself: one of an item that is not in the catalogue is named and the rest is
     * taken. Where terms occur twice, or two suppliers of an item are preferred, the later entry wins.
     */
    @Transactional
    public void put(Bulk<SupplyTerms> bulk) {
        Set<String> known = store.lockKnownItems(
                bulk.entries().stream().map(entry -> entry.value().itemId()).collect(Collectors.toSet()));
        for (Bulk.Entry<SupplyTerms> entry : bulk.entries()) {
            if (!known.contains(entry.value().itemId())) {
                bulk.reject(entry, "unknown-item", "item_id", entry.value().itemId(), "is not in the catalogue");
            }
        }
        List<SupplyTerms> wanted =
                bulk.entries().stream().map(Bulk.Entry::value).toList();
        bulk.unchanged(wanted.size() - put(wanted));
    }

    /** Creates or replaces the terms of an item that is in the catalogue. */
    @Transactional
    public SupplyTerms put(SupplyTerms terms) {
        if (store.lockKnownItems(List.of(terms.itemId())).isEmpty()) {
            throw ProblemException.notFound("product", terms.itemId());
        }
        put(List.of(terms));
        return find(terms.itemId(), terms.supplierId());
    }

    private int put(List<SupplyTerms> wanted) {
        Map<String, SupplyTerms> preferred = new LinkedHashMap<>();
        wanted.stream().filter(SupplyTerms::preferred).forEach(terms -> preferred.put(terms.itemId(), terms));
        // in the order of their keys, so that two bulks lock in the same order and never wait for each other in a ring
        Map<Key, SupplyTerms> rows = new TreeMap<>(Key.ORDER);
        wanted.forEach(terms -> rows.put(Key.of(terms), terms));
        if (!preferred.isEmpty()) {
            store.preferOnly(preferred.values());
        }
        return store.put(
                rows.values().stream()
                        .map(terms -> {
                            SupplyTerms chosen = preferred.get(terms.itemId());
                            return terms.preferred()
                                            && chosen != null
                                            && !Key.of(chosen).equals(Key.of(terms))
                                    ? terms.notPreferred()
                                    : terms;
                        })
                        .toList(),
                clock.instant());
    }

    SupplyTerms find(String itemId, String supplierId) {
        return store.find(itemId, supplierId)
                .orElseThrow(() -> ProblemException.notFound("supply terms", itemId + "/" + supplierId));
    }

    /** The terms by which an item is ordered: the preferred ones, or else the first by supplier. */
    public Optional<SupplyTerms> chosen(String itemId) {
        return store.chosen(itemId);
    }

    @Transactional
    public void delete(String itemId, String supplierId) {
        if (!store.delete(itemId, supplierId)) {
            throw ProblemException.notFound("supply terms", itemId + "/" + supplierId);
        }
    }

    List<SupplyTerms> list(
            @Nullable String itemId, @Nullable String supplierId, @Nullable List<String> after, int limit) {
        return store.list(itemId, supplierId, after, limit);
    }
}
