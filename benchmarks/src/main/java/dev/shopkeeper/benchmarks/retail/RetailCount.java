package dev.shopkeeper.benchmarks.retail;

import dev.shopkeeper.benchmarks.retail.RetailFile.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the file says, counted without any code of the product: which lines are sales and which are cancelled, how many
 * units of an item were sold, and which items stand together on how many invoices.
 */
final class RetailCount {

    private static final Set<String> SHIPPING = Set.of("POST", "DOT", "C2");
    private static final Set<String> NO_ITEMS =
            Set.of("D", "M", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK", "ADJUST", "ADJUST2", "TEST001", "TEST002");

    private long lines;
    private final Map<String, Long> refused = new TreeMap<>();
    private final Map<String, Long> shippingLines = new HashMap<>();
    private final Map<String, Long> netUnits = new HashMap<>();
    private final Map<String, Set<String>> itemsOfInvoice = new HashMap<>();
    private final Map<String, Set<String>> itemsOfCustomer = new HashMap<>();

    static RetailCount of(Path file) throws IOException {
        RetailCount count = new RetailCount();
        RetailFile.read(file, count::add);
        count.settleShipping();
        return count;
    }

    private void add(Line line) {
        lines++;
        String reason = reason(line);
        String code = line.stockCode();
        if (reason != null) {
            refused.merge(reason, 1L, Long::sum);
        } else if (SHIPPING.contains(code.toUpperCase(Locale.ROOT))) {
            shippingLines.merge(line.invoice(), 1L, Long::sum);
        } else {
            netUnits.merge(code, line.quantity(), Long::sum);
            if (line.quantity() > 0) {
                itemsOfInvoice
                        .computeIfAbsent(line.invoice(), key -> new HashSet<>())
                        .add(code);
                if (!line.customer().isEmpty()) {
                    itemsOfCustomer
                            .computeIfAbsent(line.customer(), key -> new HashSet<>())
                            .add(code);
                }
            }
        }
    }

    /** Shipping belongs to its order; an invoice of shipping alone is none. */
    private void settleShipping() {
        shippingLines.forEach((invoice, times) -> {
            if (!itemsOfInvoice.containsKey(invoice)) {
                refused.merge("order-without-items", times, Long::sum);
            }
        });
    }

    /** Why a line is no sale, by the rules that docs/imports.md states; null for a line that is one. */
    private static @Nullable String reason(Line line) {
        boolean cancels = line.invoice().startsWith("C");
        String code = line.stockCode().toUpperCase(Locale.ROOT);
        if (!cancels && !line.invoice().matches("\\d+")) {
            return "not-an-order";
        } else if (NO_ITEMS.contains(code)) {
            return "not-an-item";
        } else if (line.quantity() == 0) {
            return "zero-quantity";
        } else if (cancels && line.quantity() > 0) {
            return "positive-cancellation";
        } else if (!cancels && line.quantity() < 0) {
            return "negative-quantity";
        } else if (line.unitPrice() < 0) {
            return "negative-price";
        } else if (line.unitPrice() == 0) {
            return "zero-price";
        } else if (cancels && SHIPPING.contains(code)) {
            return "shipping-refund";
        }
        return null;
    }

    long lines() {
        return lines;
    }

    /** Lines that are no sale and no cancellation, by reason. */
    Map<String, Long> refused() {
        return refused;
    }

    /** Units sold less units cancelled. */
    long netUnits(String item) {
        return netUnits.getOrDefault(item, 0L);
    }

    /** The net units of the best sellers, best first. */
    long[] bestNetUnits(int length) {
        return netUnits.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(length)
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** On how many invoices two items stand together. */
    long invoicesOf(String one, String other) {
        return itemsOfInvoice.values().stream()
                .filter(items -> items.contains(one) && items.contains(other))
                .count();
    }

    /** The customers with the most different items. */
    List<String> bestCustomers(int length) {
        return itemsOfCustomer.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Set<String>> entry) ->
                                -entry.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .limit(length)
                .map(Map.Entry::getKey)
                .toList();
    }

    Set<String> itemsOf(String customer) {
        return itemsOfCustomer.getOrDefault(customer, Set.of());
    }
}
