package dev.shopkeeper.inventory.imports.format;

import dev.shopkeeper.inventory.imports.format.CsvTable.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A product feed for Google Merchant Center: tab-separated text, RSS 2.0 or Atom 1.0. */
final class GoogleMerchantFormat implements ImportFormat {

    private static final List<List<String>> REQUIRED = List.of(List.of("id"), List.of("title"), List.of("price"));
    private static final List<String> ATTRIBUTES = List.of(
            "availability",
            "condition",
            "gtin",
            "mpn",
            "color",
            "gender",
            "age_group",
            "material",
            "pattern",
            "item_group_id",
            "google_product_category");
    private static final Pattern PRICE = Pattern.compile("(?:([A-Z]{3})\\s*)?([0-9][0-9.,]*)(?:\\s*([A-Z]{3}))?");
    private static final Pattern WEIGHT = Pattern.compile("([0-9.]+)\\s*(kg|g|lb|oz)", Pattern.CASE_INSENSITIVE);
    private static final int MAXIMUM_FIELD = 100_000;

    @Override
    public String kind() {
        return "google-merchant";
    }

    @Override
    public String expected() {
        return "a Google Merchant feed: tab-separated with the columns id, title, price, or RSS or Atom";
    }

    @Override
    public void check(ImportSource source, ImportOptions options) throws IOException {
        try (BufferedReader text = open(source, options)) {
            if (!isXml(text)) {
                table(source, options).close();
                return;
            }
            XMLStreamReader xml = xml(text);
            while (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
                xml.next();
            }
            String root = xml.getLocalName();
            if (!root.equals("rss") && !root.equals("feed") && !root.equals("RDF")) {
                throw new ImportRefusedException(
                        "wrong-kind",
                        "A file of kind google-merchant is " + expected() + "; found XML that begins with <"
                                + Values.cut(root, 40) + ">.");
            }
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    @Override
    public void read(ImportSource source, ImportOptions options, ImportOutput output) throws IOException {
        check(source, options);
        try (BufferedReader text = open(source, options)) {
            if (isXml(text)) {
                readXml(text, options, output);
            } else {
                readTable(source, options, output);
            }
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    private static BufferedReader open(ImportSource source, ImportOptions options) throws IOException {
        Reader text = source.read(name -> true, options);
        if (text == null) {
            throw new ImportRefusedException("wrong-kind", "The archive has no file in it.");
        }
        return new BufferedReader(text, 64 * 1024);
    }

    private CsvTable table(ImportSource source, ImportOptions options) throws IOException {
        return Tables.open(this, source, options, name -> true, REQUIRED, '\t');
    }

    private static boolean isXml(BufferedReader text) throws IOException {
        text.mark(4_096);
        int c = text.read();
        while (c >= 0 && Character.isWhitespace(c)) {
            c = text.read();
        }
        text.reset();
        return c == '<';
    }

    private void readTable(ImportSource source, ImportOptions options, ImportOutput output) throws IOException {
        try (CsvTable table = table(source, options)) {
            for (Row row = table.next(); row != null; row = table.next()) {
                if (Tables.refusedShape(row, table, output)) {
                    continue;
                }
                Map<String, String> fields = new LinkedHashMap<>();
                for (int i = 0; i < table.header().size(); i++) {
                    fields.putIfAbsent(name(table.header().get(i)), row.get(i));
                }
                item(fields, row.line(), options, output);
            }
        }
    }

    /** DTDs and entities are off: a feed needs none, and they are how XML reads other people's files. */
    private static XMLStreamReader xml(Reader text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory.createXMLStreamReader(text);
    }

    private void readXml(Reader text, ImportOptions options, ImportOutput output) throws XMLStreamException {
        XMLStreamReader xml = xml(text);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && (xml.getLocalName().equals("item") || xml.getLocalName().equals("entry"))) {
                long line = xml.getLocation().getLineNumber();
                item(fields(xml), line, options, output);
            }
        }
    }

    /** The children of the present element by name; of a repeated one the first. */
    private static Map<String, String> fields(XMLStreamReader xml) throws XMLStreamException {
        Map<String, String> fields = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        String name = "";
        int depth = 0;
        while (depth >= 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth == 1) {
                        name = name(xml.getLocalName());
                        text.setLength(0);
                        String href = xml.getAttributeValue(null, "href");
                        if (href != null) {
                            text.append(href);
                        }
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (depth == 1 && text.length() < MAXIMUM_FIELD) {
                        text.append(xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == 1) {
                        fields.putIfAbsent(name, text.toString().strip());
                    }
                    depth--;
                }
                default -> {
                    // comments, instructions and references that are not resolved say nothing about an item
                }
            }
        }
        return fields;
    }

    private static String name(String header) {
        String name = header.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        return name.startsWith("g:") ? name.substring(2) : name;
    }

    private static void item(Map<String, String> fields, long line, ImportOptions options, ImportOutput output) {
        String id = get(fields, "id");
        String title = Values.clean(get(fields, "title"));
        if (id.isEmpty() || title.isEmpty()) {
            output.refuse(
                    line,
                    id.isEmpty() ? "id" : "title",
                    "",
                    id.isEmpty() ? "missing-item" : "missing-title",
                    "is missing");
            return;
        }
        ObjectNode json = Values.object().put("item_id", id);
        json.putObject("titles").put(options.language(), Values.cut(title, 500));
        String price = get(fields, "price");
        if (!price.isEmpty()) {
            ObjectNode money = money(price, options.currency());
            if (money == null) {
                output.refuse(line, "price", price, "bad-price", "is no amount with a currency, such as 12.30 EUR");
                return;
            }
            json.set("list_price", money);
        }
        String description = Values.plainText(get(fields, "description"));
        if (description.isEmpty()) {
            description = Values.plainText(get(fields, "summary"));
        }
        put(json, "description", description, 20_000);
        put(json, "brand", get(fields, "brand"), 200);
        put(json, "size", get(fields, "size"), 200);
        String image = get(fields, "image_link");
        if (image.startsWith("http")) {
            json.put("image_url", Values.cut(image, 2_000));
        }
        ArrayNode categories = json.putArray("categories");
        for (String part : get(fields, "product_type").split(">")) {
            if (!part.isBlank() && categories.size() < 20) {
                categories.add(Values.cut(Values.clean(part), 200));
            }
        }
        ObjectNode attributes = json.putObject("attributes");
        for (String name : ATTRIBUTES) {
            put(attributes, name, get(fields, name), 1_000);
        }
        put(attributes, "link", get(fields, "link"), 1_000);
        Long grams = grams(get(fields, "shipping_weight"));
        if (grams != null) {
            json.put("weight_grams", grams);
        }
        output.entity(EntityType.PRODUCT, json, line);
    }

    private static String get(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static void put(ObjectNode json, String name, String text, int length) {
        if (!text.isBlank()) {
            json.put(name, Values.cut(Values.clean(text), length));
        }
    }

    private static @Nullable ObjectNode money(String text, @Nullable String fallback) {
        Matcher price = PRICE.matcher(text);
        if (!price.matches()) {
            return null;
        }
        String currency = price.group(3) != null ? price.group(3) : price.group(1) != null ? price.group(1) : fallback;
        BigDecimal number = Values.decimal(point(price.group(2)));
        String amount = number == null ? null : Values.amount(number);
        return amount == null || currency == null ? null : Values.money(amount, currency);
    }

    /** {@code 1,234.50} and {@code 12,30} with a decimal point alone. */
    private static String point(String number) {
        int comma = number.lastIndexOf(',');
        if (comma < 0) {
            return number;
        }
        boolean decimalComma = number.indexOf('.') < 0 && number.length() - comma <= 3;
        return decimalComma ? number.replace(',', '.') : number.replace(",", "");
    }

    private static @Nullable Long grams(String text) {
        Matcher weight = WEIGHT.matcher(text.strip());
        BigDecimal number = weight.matches() ? Values.decimal(weight.group(1)) : null;
        if (number == null) {
            return null;
        }
        String factor = switch (weight.group(2).toLowerCase(Locale.ROOT)) {
            case "kg" -> "1000";
            case "lb" -> "453.59237";
            case "oz" -> "28.349523125";
            default -> "1";
        };
        long grams = number.multiply(new BigDecimal(factor)).longValue();
        return grams > 0 && grams <= 100_000_000 ? grams : null;
    }

    private static ImportRefusedException malformed(XMLStreamException e) {
        String where =
                e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNumber();
        return new ImportRefusedException("malformed-xml", "The XML cannot be read" + where + ". Maybe it is cut off.");
    }
}
