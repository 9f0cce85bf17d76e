package dev.shopkeeper.testing.fuzz;

import dev.shopkeeper.testing.openapi.OpenApiDocument;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes values that a schema of the document allows. Not thread-safe. */
final class JsonSampler {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 7;
    private static final int PAST_DAYS = 60;
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_ 茶🛒é/:";

    private final OpenApiDocument document;
    private final SeenValues seen;
    private final Random random;
    private boolean plausible;
    private double optional = 0.5;
    private int times;
    private String own = "";

    JsonSampler(OpenApiDocument document, SeenValues seen, Random random) {
        this.document = document;
        this.seen = seen;
        this.random = random;
    }

    /**
     * From now on samples what a client would send: examples wherever there are some, identifiers that were seen, nothing
     * odd, and times that follow one another.
     *
     * @param share of optional fields that are there, from 0 to 1
     * @param ownName the field that names what is made, half of which are new; empty if nothing is
     */
    void plausible(double share, String ownName) {
        own = ownName;
        plausible = true;
        optional = share;
        times = 0;
    }

    /** From now on samples whatever is allowed, as at first. */
    void anything() {
        plausible = false;
        optional = 0.5;
    }

    JsonNode sample(JsonNode schema) {
        seen.focusOnOne(fields(schema, new HashSet<>(), 0), random);
        return sample("", schema, 0);
    }

    /** A value for the field or parameter of this name. */
    JsonNode sample(String name, JsonNode schema) {
        return sample(name, schema, 0);
    }

    private JsonNode sample(String name, JsonNode reference, int depth) {
        JsonNode schema = merged(document.resolve(reference));
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return oneOf(schema.get("enum"));
        }
        if (!schema.path("examples").isEmpty() && (plausible || random.nextInt(4) > 0)) {
            return oneOf(schema.get("examples"));
        }
        if (schema.has("example") && (plausible || random.nextInt(3) == 0)) {
            return schema.get("example");
        }
        return switch (type(schema)) {
            case "string" -> NODES.stringNode(string(name, schema));
            case "integer" -> NODES.numberNode(integer(schema));
            case "number" -> NODES.numberNode(number(schema));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "array" -> array(name, schema, depth);
            case "null" -> NODES.nullNode();
            default -> object(schema, depth);
        };
    }

    /** Puts all parts of {@code allOf} and one of {@code oneOf} or {@code anyOf} into one schema. */
    private JsonNode merged(JsonNode schema) {
        if (!(schema instanceof ObjectNode) || !(schema.has("allOf") || schema.has("oneOf") || schema.has("anyOf"))) {
            return schema;
        }
        ObjectNode result = (ObjectNode) schema.deepCopy();
        List<JsonNode> parts = new ArrayList<>();
        schema.path("allOf").forEach(parts::add);
        for (String choice : List.of("oneOf", "anyOf")) {
            if (!schema.path(choice).isEmpty()) {
                parts.add(oneOf(schema.get(choice)));
            }
        }
        result.remove(List.of("allOf", "oneOf", "anyOf"));
        for (JsonNode part : parts) {
            JsonNode resolved = merged(document.resolve(part));
            resolved.properties().forEach(field -> {
                if (field.getKey().equals("properties")) {
                    result.withObject("properties").setAll((ObjectNode) field.getValue());
                } else if (field.getKey().equals("required")) {
                    result.withArray("required").addAll((ArrayNode) field.getValue());
                } else {
                    result.set(field.getKey(), field.getValue());
                }
            });
        }
        return result;
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            type = type.get(!plausible && random.nextInt(8) == 0 || isNull(type.get(0)) ? type.size() - 1 : 0);
        }
        if (type.isString()) {
            return type.asString();
        }
        return schema.has("items") ? "array" : schema.has("pattern") || schema.has("format") ? "string" : "object";
    }

    private static boolean isNull(JsonNode type) {
        return type.asString("").equals("null");
    }

    private String string(String name, JsonNode schema) {
        if (plausible) {
            var known = seen.popular(name, random);
            if (known.isPresent() && random.nextInt(name.equals(own) ? 2 : 6) > 0) {
                return known.get();
            }
        } else if (random.nextInt(3) > 0) {
            var known = seen.any(name, random);
            if (known.isPresent()) {
                return known.get();
            }
        }
        switch (schema.path("format").asString("")) {
            case "date-time":
                if (plausible) {
                    return plausibleTime(schema);
                }
                return Instant.now().minusSeconds(random.nextInt(86_400)).toString();
            case "date":
                return "2026-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
            case "uuid":
                return new UUID(random.nextLong(), random.nextLong()).toString();
            case "uri", "url":
                return "https://shop.example/" + random.nextInt(1000);
            case "email":
                return "someone" + random.nextInt(1000) + "@shop.example";
            default:
                break;
        }
        int least = schema.path("minLength").asInt(schema.has("pattern") ? 0 : 1);
        int most = Math.min(schema.path("maxLength").asInt(Math.max(24, least)), Math.max(least, 40));
        if (!plausible && random.nextInt(4) == 0) {
            var odd = oddButAllowed(schema);
            if (odd.isPresent()) {
                return odd.get();
            }
        }
        if (schema.has("pattern")) {
            return matching(schema.get("pattern").asString(), least, most);
        }
        return letters(least + random.nextInt(most - least + 1));
    }

    /** An hour after the one before, from now on; where the document wants nothing of the future, a moment or some days ago. */
    private String plausibleTime(JsonNode schema) {
        Instant now = Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        boolean past = schema.path("description").asString("").contains("Not in the future");
        Instant earlier = random.nextBoolean() ? now : now.minusSeconds(86_400L * random.nextInt(PAST_DAYS));
        return past ? earlier.toString() : now.plusSeconds(3_600L * times++).toString();
    }

    private Optional<String> oddButAllowed(JsonNode schema) {
        String text = NastyValues.anyText(random);
        int length = text.codePointCount(0, text.length());
        boolean allowed = length >= schema.path("minLength").asInt(1)
                && length <= schema.path("maxLength").asInt(200)
                && (!schema.has("pattern")
                        || Pattern.compile(schema.get("pattern").asString())
                                .matcher(text)
                                .find());
        return allowed ? Optional.of(text) : Optional.empty();
    }

    private String matching(String pattern, int least, int most) {
        Pattern compiled = Pattern.compile(pattern);
        for (int attempt = 0; attempt < 20; attempt++) {
            String text;
            try {
                text = PatternSampler.sample(pattern, random);
            } catch (IllegalArgumentException notUnderstood) {
                text = letters(Math.max(least, 3)).replaceAll("[^a-z0-9]", "a");
            }
            int length = text.codePointCount(0, text.length());
            if (length >= least
                    && length <= Math.max(most, least)
                    && compiled.matcher(text).find()) {
                return text;
            }
        }
        return letters(Math.max(1, least)).replaceAll("[^a-z0-9]", "a");
    }

    private String letters(int length) {
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(letters[random.nextInt(!plausible && random.nextInt(4) == 0 ? letters.length : 36)]);
        }
        return text.toString();
    }

    private BigInteger integer(JsonNode schema) {
        BigDecimal[] bounds = bounds(schema, 1, 100);
        BigInteger least = bounds[0].setScale(0, RoundingMode.CEILING).toBigInteger();
        BigInteger most = bounds[1].setScale(0, RoundingMode.FLOOR).toBigInteger();
        if (random.nextBoolean() && least.signum() >= 0) {
            most = most.min(least.add(BigInteger.TWO)); // few of something are mostly there
        }
        BigInteger span = most.subtract(least).add(BigInteger.ONE);
        return span.signum() <= 0 ? least : least.add(new BigInteger(span.bitLength() + 8, random).mod(span));
    }

    private BigDecimal number(JsonNode schema) {
        BigDecimal[] bounds = bounds(schema, 0, 1000);
        BigDecimal share = BigDecimal.valueOf(1 + random.nextInt(998), 3);
        return bounds[0]
                .add(bounds[1].subtract(bounds[0]).multiply(share))
                .setScale(2, RoundingMode.DOWN)
                .max(bounds[0]);
    }

    /** Least and most; one that is missing lies near the other. */
    private static BigDecimal[] bounds(JsonNode schema, int least, int span) {
        boolean hasLeast = schema.has("minimum") || schema.has("exclusiveMinimum");
        boolean hasMost = schema.has("maximum") || schema.has("exclusiveMaximum");
        BigDecimal step = schema.path("type").asString("").equals("integer") ? BigDecimal.ONE : new BigDecimal("0.01");
        BigDecimal low = schema.has("exclusiveMinimum")
                ? schema.get("exclusiveMinimum").decimalValue().add(step)
                : schema.path("minimum").decimalValue(BigDecimal.valueOf(least));
        BigDecimal high = schema.has("exclusiveMaximum")
                ? schema.get("exclusiveMaximum").decimalValue().subtract(step)
                : schema.path("maximum").decimalValue(low.add(BigDecimal.valueOf(span)));
        if (!hasLeast && hasMost && high.compareTo(low) < 0) {
            low = high.subtract(BigDecimal.valueOf(span));
        }
        if (high.subtract(low).compareTo(MILLION) > 0 && low.signum() < 0 && high.signum() > 0) {
            low = low.max(BigDecimal.valueOf(-100)); // most of what is counted is counted in small numbers
        }
        return new BigDecimal[] {low, high.min(low.add(low.signum() < 0 ? BigDecimal.valueOf(1_000) : MILLION))};
    }

    /** @param name of the field; what is in {@code item_ids} is what others call {@code item_id} */
    private ArrayNode array(String name, JsonNode schema, int depth) {
        String ofOne = name.endsWith("_ids") ? name.substring(0, name.length() - 1) : "";
        int least = schema.path("minItems").asInt(0);
        int most = Math.min(schema.path("maxItems").asInt(3), Math.max(3, least));
        int size = depth > DEEPEST ? least : least + random.nextInt(Math.max(1, most - least + 1));
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < Math.max(size, depth > DEEPEST ? least : Math.min(1, most)); i++) {
            if (depth == 1) {
                seen.focusOnOne(fields(schema.path("items"), new HashSet<>(), 0), random); // the entries of a bulk
            }
            array.add(sample(ofOne, schema.path("items"), depth + 1));
        }
        return array;
    }

    /** The names of all fields below a schema. */
    private Set<String> fields(JsonNode reference, Set<String> names, int depth) {
        JsonNode schema = document.resolve(reference);
        if (depth < DEEPEST) {
            schema.path("properties").properties().forEach(property -> {
                names.add(property.getKey());
                fields(property.getValue(), names, depth + 1);
            });
            fields(schema.path("items"), names, schema.has("items") ? depth + 1 : DEEPEST);
        }
        return names;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        List<String> required = new ArrayList<>();
        boolean complete = !plausible && random.nextInt(4) == 0;
        schema.path("required").forEach(name -> required.add(name.asString()));
        schema.path("properties").properties().forEach(property -> {
            boolean wanted = required.contains(property.getKey())
                    || (depth < DEEPEST && (complete || random.nextDouble() < optional));
            if (wanted && !property.getValue().path("readOnly").asBoolean(false)) {
                object.set(property.getKey(), sample(property.getKey(), property.getValue(), depth + 1));
            }
        });
        JsonNode others = schema.path("additionalProperties");
        if (others.isObject() && depth < DEEPEST) {
            int least = schema.path("minProperties").asInt(0);
            for (int i = least + random.nextInt(3); i > 0; i--) {
                String name = schema.has("propertyNames")
                        ? sample("", schema.get("propertyNames"), depth + 1).asString("")
                        : "name" + i;
                object.set(name, sample("", others, depth + 1));
            }
        }
        return object;
    }

    private JsonNode oneOf(JsonNode array) {
        return array.get(random.nextInt(array.size()));
    }
}
