package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.ItemWithdrawn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item of the catalogue. Immutable: each verb answers the next version, or nothing where nothing would change.
 *
 * @param version 1 for a new item, one more with every change
 * @param withdrawnAt when it was taken out, null while it is in
 */
public record Product(
        String itemId,
        ProductContent content,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant withdrawnAt) {

    static Product create(String itemId, ProductContent content, Instant now) {
        return new Product(itemId, content, 1, now, now, null);
    }

    /** Takes over the content; brings a withdrawn item back. */
    Optional<Product> replace(ProductContent replacement, Instant now) {
        return withdrawnAt == null && content.equals(replacement)
                ? Optional.empty()
                : Optional.of(new Product(itemId, replacement, version + 1, createdAt, after(now), null));
    }

    /** Takes the item out of the catalogue. */
    Optional<Product> withdraw(Instant now) {
        Instant at = after(now);
        return withdrawnAt != null
                ? Optional.empty()
                : Optional.of(new Product(itemId, content, version + 1, createdAt, at, at));
    }

    /**
     * Later than the version before, whatever a clock says: whoever waited for the lock has read it before, and of two versions
     * the later is the one that counts everywhere.
     */
    private Instant after(Instant now) {
        return now.isAfter(updatedAt) ? now : updatedAt.plus(1, ChronoUnit.MICROS);
    }

    boolean onSale() {
        return withdrawnAt == null && content.active();
    }

    ItemUpserted upserted() {
        return new ItemUpserted(
                itemId,
                content.titles(),
                content.description(),
                content.brand(),
                content.merchantId(),
                content.categories(),
                content.attributes(),
                content.cost(),
                content.listPrice(),
                content.weightGrams(),
                content.size(),
                content.imageUrl(),
                content.active(),
                updatedAt);
    }

    ItemWithdrawn withdrawn() {
        return new ItemWithdrawn(itemId, updatedAt);
    }
}
