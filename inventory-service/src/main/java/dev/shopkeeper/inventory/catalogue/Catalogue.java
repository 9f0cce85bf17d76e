package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The catalogue's verbs. Every change and the event that tells of it are one transaction. */
@Service
public class Catalogue {

    private final ProductStore products;
    private final Outbox outbox;
    private final Clock clock;

    Catalogue(ProductStore products, Outbox outbox, Clock clock) {
        this.products = products;
        this.outbox = outbox;
        this.clock = clock;
    }

    Optional<Product> find(String itemId) {
        return products.find(List.of(itemId)).stream().findFirst();
    }

    List<Product> list(ProductFilter filter, @Nullable String after, int limit) {
        return products.list(filter, after, limit);
    }

    /**
     * Creates or replaces items, each entry by itself: a bad one is named and the rest is taken. Where an item occurs
     * twice the later entry wins.
     */
    @Transactional
    public void upsert(Bulk<ProductEntry> bulk) {
        Map<String, ProductContent> wanted = new LinkedHashMap<>();
        bulk.entries()
                .forEach(entry ->
                        wanted.put(entry.value().itemId(), entry.value().content()));
        int changed = apply(wanted).size();
        bulk.unchanged(bulk.entries().size() - changed);
    }

    /**
     * Creates or replaces one item.
     *
     * @param expectedVersion the version the caller has seen, or null to overwrite any
     * @throws ProblemException 412 where the item has another version
     */
    @Transactional
    Product put(String itemId, ProductContent content, @Nullable Long expectedVersion) {
        if (expectedVersion != null) {
            require(
                    expectedVersion,
                    products.lock(List.of(itemId)).stream()
                            .mapToLong(Product::version)
                            .sum());
        }
        apply(Map.of(itemId, content));
        return find(itemId).orElseThrow();
    }

    private static void require(long expectedVersion, long version) {
        if (version != expectedVersion) {
            throw new ProblemException(
                    HttpStatus.PRECONDITION_FAILED,
                    "version-mismatch",
                    "The item has version " + version + ", not " + expectedVersion + ".",
                    List.of(new Violation("If-Match", expectedVersion, "is not the present version")),
                    "Read the item again and repeat the change.");
        }
    }

    /**
     * Takes an item out of the catalogue; nothing happens where it is out already.
     *
     * @param expectedVersion the version the caller has seen, or null for any
     * @throws ProblemException 412 where the item has another version
     */
    @Transactional
    void withdraw(String itemId, @Nullable Long expectedVersion) {
        Product product = products.lock(List.of(itemId)).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("product", itemId));
        if (expectedVersion != null) {
            require(expectedVersion, product.version());
        }
        product.withdraw(now()).ifPresent(withdrawn -> {
            products.update(List.of(withdrawn));
            outbox.append(withdrawn.withdrawn(), withdrawn.updatedAt());
        });
    }

    private List<Product> apply(Map<String, ProductContent> wanted) {
        Instant now = now();
        // sorted, so that two bulks lock and insert in the same order and never wait for each other in a ring
        Map<String, ProductContent> open = new TreeMap<>(wanted);
        List<Product> changed = new ArrayList<>();
        while (!open.isEmpty()) {
            List<Product> updates = new ArrayList<>();
            for (Product present : products.lock(open.keySet())) {
                ProductContent content = open.remove(present.itemId());
                if (content != null) {
                    present.replace(content, now).ifPresent(updates::add);
                }
            }
            if (!updates.isEmpty()) {
                products.update(updates);
            }
            changed.addAll(updates);
            List<Product> creations = open.entrySet().stream()
                    .map(entry -> Product.create(entry.getKey(), entry.getValue(), now))
                    .toList();
            Set<String> inserted = creations.isEmpty() ? Set.of() : products.insertMissing(creations);
            // one that somebody else inserted meanwhile stays open and is replaced in the next round
            open.keySet().removeAll(inserted);
            creations.stream()
                    .filter(creation -> inserted.contains(creation.itemId()))
                    .forEach(changed::add);
        }
        for (Product product : changed) {
            outbox.append(product.upserted(), product.updatedAt());
        }
        return changed;
    }

    /** PostgreSQL keeps microseconds; finer times would not be read back as written. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
