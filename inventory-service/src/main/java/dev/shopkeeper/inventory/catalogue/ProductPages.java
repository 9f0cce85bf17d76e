package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.inventory.input.Cursors;
import dev.shopkeeper.starter.paging.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages through the catalogue in the order of item ids. */
final class ProductPages {

    private ProductPages() {}

    static <T> Page<T> page(
            Catalogue catalogue,
            ProductFilter filter,
            @Nullable Integer limit,
            @Nullable String cursor,
            Function<Product, T> view) {
        int size = Cursors.limit(limit);
        List<String> after = Cursors.decode(cursor, 1);
        List<Product> found = catalogue.list(filter, after == null ? null : after.getFirst(), size + 1);
        List<Product> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown.stream().map(view).toList(),
                found.size() > size ? Cursors.encode(shown.getLast().itemId()) : null);
    }
}
