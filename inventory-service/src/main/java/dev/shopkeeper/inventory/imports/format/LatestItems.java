package dev.shopkeeper.inventory.imports.format;

import dev.shopkeeper.inventory.imports.format.OnlineRetailFormat.Line;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items that the lines of a file mention, with the latest description and price of each. An item is told when it is
 * first seen and once more, at the end or when it is long out of sight, if it has changed; so memory is bounded and every
 * order finds its items.
 */
final class LatestItems {

    private static final int MAXIMUM = 20_000;

    private final ImportOutput output;
    private final Map<String, State> items = new LinkedHashMap<>(1024, 0.75f, true);

    private record State(String title, String amount, boolean told) {}

    LatestItems(ImportOutput output) {
        this.output = output;
    }

    void seen(Line line) {
        State before = items.get(line.stockCode());
        String title =
                line.description().isEmpty() ? before == null ? line.stockCode() : before.title() : line.description();
        if (before == null) {
            tell(line.stockCode(), title, line.amount());
            items.put(line.stockCode(), new State(title, line.amount(), true));
            forgetTheOldest();
        } else if (!before.title().equals(title) || !before.amount().equals(line.amount())) {
            items.put(line.stockCode(), new State(title, line.amount(), false));
        }
    }

    void finish() {
        items.forEach(this::tellIfChanged);
        items.clear();
    }

    private void forgetTheOldest() {
        if (items.size() > MAXIMUM) {
            Map.Entry<String, State> oldest = items.entrySet().iterator().next();
            tellIfChanged(oldest.getKey(), oldest.getValue());
            items.remove(oldest.getKey());
        }
    }

    private void tellIfChanged(String code, @Nullable State state) {
        if (state != null && !state.told()) {
            tell(code, state.title(), state.amount());
        }
    }

    private void tell(String code, String title, String amount) {
        var item = Values.object().put("item_id", Values.cut(code, 128));
        item.putObject("titles").put("en", Values.cut(title, 500));
        item.set("list_price", Values.money(amount, OnlineRetailFormat.CURRENCY));
        output.entity(EntityType.PRODUCT, item);
    }
}
