package dev.shopkeeper.inventory.imports.format;

import dev.shopkeeper.inventory.imports.format.CsvTable.Row;
import dev.shopkeeper.inventory.imports.format.EntityShape.Column;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entity of the platform as CSV: one row an entity, or one row an entry of its list, adjacent rows with the same id
 * being one entity. The table's text becomes JSON here and is judged where it goes to, by the rules of the HTTP interface.
 */
final class EntityCsvFormat implements ImportFormat {

    private static final int MAXIMUM_ENTRIES = 1_500;

    private final EntityShape shape;

    EntityCsvFormat(EntityShape shape) {
        this.shape = shape;
    }

    @Override
    public String kind() {
        return shape.kindName() + "-csv";
    }

    @Override
    public String expected() {
        return "a CSV with the columns " + String.join(", ", shape.required());
    }

    private List<List<String>> required() {
        return shape.required().stream().map(List::of).toList();
    }

    @Override
    public void check(ImportSource source, ImportOptions options) throws IOException {
        try (CsvTable table = Tables.open(this, source, options, name -> true, required(), ',')) {
            columns(table);
        }
    }

    @Override
    public void read(ImportSource source, ImportOptions options, ImportOutput output) throws IOException {
        try (CsvTable table = Tables.open(this, source, options, name -> true, required(), ',')) {
            new Reading(table, columns(table), options, output).run();
        }
    }

    /** The place of each column, refusing those that nobody knows. */
    private Map<Column, Integer> columns(CsvTable table) {
        Map<Column, Integer> places = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>(table.header());
        for (Column column : shape.columns()) {
            int place = table.column(column.header());
            if (place >= 0) {
                places.put(column, place);
                unknown.remove(table.header().get(place));
            }
        }
        unknown.removeIf(name -> name.equalsIgnoreCase("currency")
                || shape == EntityShape.PRODUCTS && (isTitle(name) || isAttribute(name)));
        if (!unknown.isEmpty()) {
            throw new ImportRefusedException(
                    "wrong-kind",
                    "A file of kind " + kind() + " has no columns " + Tables.shown(unknown) + "; it has "
                            + Tables.shown(shape.columns().stream()
                                    .map(Column::header)
                                    .distinct()
                                    .toList())
                            + ".");
        }
        return places;
    }

    private static boolean isTitle(String name) {
        return name.toLowerCase(Locale.ROOT).matches("title(_[a-z]{2,3}(-[a-z0-9]{2,8})*)?");
    }

    private static boolean isAttribute(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("attribute.") && name.length() > "attribute.".length();
    }

    private final class Reading {

        private final CsvTable table;
        private final Map<Column, Integer> columns;
        private final ImportOptions options;
        private final ImportOutput output;
        private final int id;
        private final int currency;
        private @Nullable ObjectNode open;
        private String openId = "";
        private final List<Long> openLines = new ArrayList<>();

        Reading(CsvTable table, Map<Column, Integer> columns, ImportOptions options, ImportOutput output) {
            this.table = table;
            this.columns = columns;
            this.options = options;
            this.output = output;
            this.id = table.column(shape.type().idName());
            this.currency = table.column("currency");
        }

        void run() {
            for (Row row = table.next(); row != null; row = table.next()) {
                if (!Tables.refusedShape(row, table, output)) {
                    take(row);
                }
            }
            close();
        }

        private void take(Row row) {
            String list = shape.list();
            String rowId = row.get(id);
            boolean joins = list != null && open != null && !rowId.isEmpty() && rowId.equals(openId);
            if (!joins || openLines.size() >= MAXIMUM_ENTRIES) {
                close();
            }
            ObjectNode entity = Values.object();
            ObjectNode entry = Values.object();
            for (Map.Entry<Column, Integer> column : columns.entrySet()) {
                if (!put(row, column.getKey(), column.getValue(), entity, entry)) {
                    return;
                }
            }
            if (shape == EntityShape.PRODUCTS) {
                putTitlesAndAttributes(row, entity);
            }
            if (shape == EntityShape.BEHAVIOUR && rowId.isEmpty()) {
                entity.put("event_id", Values.derivedId(kind(), options.namespace(), Long.toString(row.line())));
            }
            if (open == null) {
                open = entity;
                openId = rowId;
                if (list != null) {
                    entity.putArray(list);
                }
            }
            if (list != null && !entry.isEmpty() && open.get(list) instanceof ArrayNode entries) {
                entries.add(entry);
            }
            openLines.add(row.line());
            if (list == null) {
                close();
            }
        }

        private void close() {
            if (open != null) {
                output.entity(
                        shape.type(),
                        open,
                        openLines.stream().mapToLong(Long::longValue).toArray());
                open = null;
                openLines.clear();
            }
        }

        /** Puts one field; false if the row was refused. */
        private boolean put(Row row, Column column, int place, ObjectNode entity, ObjectNode entry) {
            String text = row.get(place);
            if (text.isEmpty()) {
                return true;
            }
            ObjectNode target = column.ofLine() ? entry : entity;
            int dot = column.path().indexOf('.');
            if (dot > 0) {
                target = target.withObjectProperty(column.path().substring(0, dot));
            }
            String name = column.header();
            switch (column.type()) {
                case TEXT -> target.put(name, text);
                case LIST -> {
                    ArrayNode list = target.putArray(name);
                    for (String part : text.split("\\|")) {
                        if (!part.isBlank()) {
                            list.add(part.strip());
                        }
                    }
                }
                case WHOLE -> {
                    Long number = Values.whole(text);
                    if (number == null) {
                        return refuse(row, place, "bad-number", "is no whole number");
                    }
                    target.put(name, number);
                }
                case NUMBER -> {
                    BigDecimal number = Values.decimal(text);
                    if (number == null) {
                        return refuse(row, place, "bad-number", "is no number");
                    }
                    target.put(name, number);
                }
                case TRUTH -> {
                    Boolean truth = truth(text);
                    if (truth == null) {
                        return refuse(row, place, "bad-truth-value", "is neither true nor false");
                    }
                    target.put(name, truth);
                }
                case TIME -> {
                    Instant time = Values.time(text, options.zone());
                    if (time == null) {
                        return refuse(row, place, "bad-date", "is no time such as 2026-01-31T09:30:00Z");
                    }
                    target.put(name, time.toString());
                }
                case MONEY -> {
                    BigDecimal number = Values.decimal(text);
                    String amount = number == null ? null : Values.amount(number);
                    if (amount == null) {
                        return refuse(row, place, "bad-price", "is no amount of at most four decimal places");
                    }
                    String code = row.get(currency);
                    String currencyCode = code.isEmpty() ? options.currency() : code;
                    if (currencyCode == null) {
                        return refuse(
                                row, place, "missing-currency", "has no currency beside it, and none was declared");
                    }
                    target.set(name, Values.money(amount, currencyCode));
                }
            }
            return true;
        }

        private void putTitlesAndAttributes(Row row, ObjectNode entity) {
            for (int i = 0; i < table.header().size(); i++) {
                String name = table.header().get(i);
                String text = row.get(i);
                if (text.isEmpty()) {
                    continue;
                }
                if (isTitle(name)) {
                    String language = name.length() > "title_".length()
                            ? name.substring("title_".length()).toLowerCase(Locale.ROOT)
                            : options.language();
                    entity.withObjectProperty("titles").put(language, text);
                } else if (isAttribute(name)) {
                    entity.withObjectProperty("attributes").put(name.substring("attribute.".length()), text);
                }
            }
        }

        private boolean refuse(Row row, int column, String reason, String message) {
            output.refuse(row.line(), table.header().get(column), row.get(column), reason, message);
            return false;
        }
    }

    static @Nullable Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "y" -> true;
            case "false", "0", "no", "n" -> false;
            default -> null;
        };
    }
}
