package dev.shopkeeper.inventory.imports.format;

import dev.shopkeeper.inventory.imports.format.CsvTable.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shopify's product export: the rows of one Handle are one item, its variants become attributes, and its price is the
 * lowest of them. The file does not say its currency, so that must be declared.
 */
final class ShopifyFormat implements ImportFormat {

    private static final List<List<String>> REQUIRED =
            List.of(List.of("Handle"), List.of("Title"), List.of("Variant Price"));
    private static final int OPTIONS = 3;
    private static final int MAXIMUM_VALUES = 50;

    @Override
    public String kind() {
        return "shopify";
    }

    @Override
    public String expected() {
        return "Shopify's product CSV with the columns Handle, Title, Variant Price";
    }

    @Override
    public void check(ImportSource source, ImportOptions options) throws IOException {
        if (options.currency() == null) {
            throw new ImportRefusedException(
                    "missing-currency", "Shopify's product CSV does not say its currency: declare it, ?currency=EUR.");
        }
        Tables.open(this, source, options, name -> true, REQUIRED, ',').close();
    }

    @Override
    public void read(ImportSource source, ImportOptions options, ImportOutput output) throws IOException {
        check(source, options);
        try (CsvTable table = Tables.open(this, source, options, name -> true, REQUIRED, ',')) {
            Handle open = null;
            for (Row row = table.next(); row != null; row = table.next()) {
                if (Tables.refusedShape(row, table, output)) {
                    continue;
                }
                String handle = row.get(table.column("Handle"));
                if (handle.isEmpty()) {
                    output.refuse(row.line(), "Handle", "", "missing-item", "has no handle");
                    continue;
                }
                if (open == null || !open.name.equals(handle)) {
                    if (open != null) {
                        open.finish(output);
                    }
                    open = new Handle(handle, table, options);
                }
                open.add(row, output);
            }
            if (open != null) {
                open.finish(output);
            }
        }
    }

    /** The adjacent rows of one handle. */
    private static final class Handle {

        private final String name;
        private final CsvTable table;
        private final ImportOptions options;
        private final List<Long> lines = new ArrayList<>();
        private final Map<String, Set<String>> attributes = new LinkedHashMap<>();
        private final String[] optionNames = new String[OPTIONS];
        private @Nullable Row first;
        private @Nullable BigDecimal price;
        private @Nullable BigDecimal cost;
        private @Nullable Long grams;
        private String image = "";

        Handle(String name, CsvTable table, ImportOptions options) {
            this.name = name;
            this.table = table;
            this.options = options;
        }

        void add(Row row, ImportOutput output) {
            BigDecimal rowPrice = decimal(row, "Variant Price", output);
            BigDecimal rowCost = decimal(row, "Cost per item", output);
            if (rowPrice == INVALID || rowCost == INVALID) {
                return;
            }
            if (first == null) {
                if (get(row, "Title").isEmpty()) {
                    output.refuse(row.line(), "Title", "", "missing-title", "has no title in its item's first row");
                    return;
                }
                first = row;
            }
            lines.add(row.line());
            if (image.isEmpty()) {
                image = get(row, "Image Src");
            }
            for (int i = 0; i < OPTIONS; i++) {
                String optionName = get(row, "Option" + (i + 1) + " Name");
                if (!optionName.isEmpty()) {
                    optionNames[i] = optionName;
                }
                String value = get(row, "Option" + (i + 1) + " Value");
                if (!value.isEmpty() && !value.equals("Default Title")) {
                    attribute(optionNames[i] == null ? "option" + (i + 1) : optionNames[i], value);
                }
            }
            String sku = get(row, "Variant SKU");
            attribute("sku", sku.startsWith("'") ? sku.substring(1) : sku);
            attribute("barcode", get(row, "Variant Barcode").replace("'", ""));
            if (rowPrice != null && (price == null || rowPrice.compareTo(price) < 0)) {
                price = rowPrice;
            }
            if (rowCost != null && cost == null) {
                cost = rowCost;
            }
            Long weight = Values.whole(get(row, "Variant Grams"));
            if (weight != null && weight > 0 && grams == null) {
                grams = weight;
            }
        }

        void finish(ImportOutput output) {
            Row row = first;
            if (row == null) {
                return;
            }
            ObjectNode json = Values.object().put("item_id", Values.cut(name, 128));
            json.putObject("titles").put(options.language(), Values.cut(Values.clean(get(row, "Title")), 500));
            String description = Values.plainText(get(row, "Body (HTML)"));
            if (!description.isEmpty()) {
                json.put("description", Values.cut(description, 20_000));
            }
            put(json, "brand", get(row, "Vendor"), 200);
            ArrayNode categories = json.putArray("categories");
            String category = get(row, "Product Category");
            for (String part : (category.isEmpty() ? get(row, "Type") : category).split(">")) {
                if (!part.isBlank() && categories.size() < 20) {
                    categories.add(Values.cut(Values.clean(part), 200));
                }
            }
            ObjectNode attributesJson = json.putObject("attributes");
            attributes.forEach((key, values) -> attributesJson.put(
                    Values.cut(Values.clean(key), 200), Values.cut(Values.clean(String.join(", ", values)), 1_000)));
            String tags = get(row, "Tags");
            if (!tags.isEmpty()) {
                attributesJson.put("tags", Values.cut(Values.clean(tags), 1_000));
            }
            money(json, "list_price", price);
            money(json, "cost", cost);
            if (grams != null) {
                json.put("weight_grams", grams);
            }
            if (image.startsWith("http")) {
                json.put("image_url", Values.cut(image, 2_000));
            }
            boolean unpublished = Boolean.FALSE.equals(EntityCsvFormat.truth(get(row, "Published")));
            String status = get(row, "Status").toLowerCase(Locale.ROOT);
            json.put("active", !unpublished && (status.isEmpty() || status.equals("active")));
            output.entity(
                    EntityType.PRODUCT,
                    json,
                    lines.stream().mapToLong(Long::longValue).toArray());
        }

        private static final BigDecimal INVALID = BigDecimal.ONE.negate();

        /** The amount in a column, null where there is none, {@link #INVALID} where it was refused. */
        private @Nullable BigDecimal decimal(Row row, String column, ImportOutput output) {
            String text = get(row, column);
            if (text.isEmpty()) {
                return null;
            }
            BigDecimal number = Values.decimal(text);
            if (number == null || number.signum() < 0 || Values.amount(number) == null) {
                output.refuse(row.line(), column, text, "bad-price", "is no amount that is not negative");
                return INVALID;
            }
            return number;
        }

        private void attribute(String key, String value) {
            if (!value.isEmpty()) {
                Set<String> values = attributes.computeIfAbsent(key, any -> new LinkedHashSet<>());
                if (values.size() < MAXIMUM_VALUES) {
                    values.add(value);
                }
            }
        }

        private void money(ObjectNode json, String field, @Nullable BigDecimal amount) {
            String text = amount == null ? null : Values.amount(amount);
            String currency = options.currency();
            if (text != null && currency != null) {
                json.set(field, Values.money(text, currency));
            }
        }

        private static void put(ObjectNode json, String field, String text, int length) {
            if (!text.isEmpty()) {
                json.put(field, Values.cut(Values.clean(text), length));
            }
        }

        private String get(Row row, String column) {
            return row.get(table.column(column));
        }
    }
}
