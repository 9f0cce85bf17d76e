package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.inventory.input.Cursors;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which items a listing shows.
 *
 * @param words all of them must occur in id, titles or brand
 * @param onSaleOnly leaves out what is inactive or withdrawn
 * @param withdrawnToo shows withdrawn items as well
 */
record ProductFilter(
        @Nullable String category,
        @Nullable String brand,
        @Nullable String merchantId,
        @Nullable String words,
        boolean onSaleOnly,
        boolean withdrawnToo) {

    ProductFilter {
        category = Cursors.filter("category", category);
        brand = Cursors.filter("brand", brand);
        merchantId = Cursors.filter("merchant_id", merchantId);
        words = Cursors.filter("q", words);
    }

    /** The condition in SQL, its arguments added to the list. */
    String where(List<Object> arguments) {
        StringBuilder where = new StringBuilder("true");
        if (category != null) {
            where.append(" and categories @> array[?::text]");
            arguments.add(category);
        }
        if (brand != null) {
            where.append(" and brand = ?");
            arguments.add(brand);
        }
        if (merchantId != null) {
            where.append(" and merchant_id = ?");
            arguments.add(merchantId);
        }
        if (words != null) {
            for (String word : words.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
                where.append(" and position(? in search_text) > 0");
                arguments.add(word);
            }
        }
        if (onSaleOnly) {
            where.append(" and active");
        }
        if (!withdrawnToo) {
            where.append(" and withdrawn_at is null");
        }
        return where.toString();
    }
}
