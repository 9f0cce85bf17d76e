package dev.shopkeeper.testing.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes one place of a JSON value. Every change returns text, since some of what it writes could not be held by a
 * tree. Not thread-safe.
 */
final class TreeMutations {

    private static final String MARK = "\"@@mutated@@\"";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random;
    private final NastyValues nasty;

    TreeMutations(Random random, NastyValues nasty) {
        this.nasty = nasty;
        this.random = random;
    }

    /** A field that no schema knows, in an object anywhere. */
    String unknownField(JsonNode body) {
        JsonNode copy = body.deepCopy();
        List<ObjectNode> objects = new ArrayList<>();
        collect(copy, objects);
        if (objects.isEmpty()) {
            return "{\"surplus_field\":1}";
        }
        objects.get(random.nextInt(objects.size())).put("surplus_field", 1);
        return copy.toString();
    }

    String wrongType(JsonNode body) {
        return replaceAny(body, old -> old.isString() ? "[1]" : old.isContainer() ? "\"text\"" : "{\"a\":1}");
    }

    String nullValue(JsonNode body) {
        return replaceAny(body, old -> "null");
    }

    String nastyNumber(JsonNode body) {
        String number = nasty.number();
        return replaceAny(
                body,
                old -> old.isNumber() || looksNumeric(old),
                old -> old.isString() && random.nextBoolean() ? "\"" + number + "\"" : number);
    }

    String nastyText(JsonNode body) {
        String text = NODES.stringNode(nasty.text()).toString();
        return replaceAny(body, JsonNode::isString, old -> text);
    }

    private static boolean looksNumeric(JsonNode node) {
        return node.isString() && node.asString().matches("-?\\d+(\\.\\d+)?");
    }

    /** Half a surrogate pair, which is valid JSON text and no character. */
    String loneSurrogate(JsonNode body) {
        return replaceAny(body, old -> "\"a\\ud800b\"");
    }

    /** Without one of its fields. */
    String withoutAField(JsonNode body) {
        JsonNode copy = body.deepCopy();
        List<ObjectNode> objects = new ArrayList<>();
        collect(copy, objects);
        objects.removeIf(JsonNode::isEmpty);
        if (objects.isEmpty()) {
            return "{}";
        }
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = List.copyOf(object.propertyNames());
        object.remove(names.get(random.nextInt(names.size())));
        return copy.toString();
    }

    private interface Replacement {
        String of(JsonNode old);
    }

    private record Place(JsonNode parent, String name, int index) {
        JsonNode value() {
            return parent.isObject() ? parent.path(name) : parent.path(index);
        }

        void mark() {
            if (parent instanceof ObjectNode object) {
                object.put(name, "@@mutated@@");
            } else if (parent instanceof ArrayNode array) {
                array.set(index, NODES.stringNode("@@mutated@@"));
            }
        }
    }

    private String replaceAny(JsonNode body, Replacement replacement) {
        return replaceAny(body, old -> true, replacement);
    }

    /** Mostly in a place where it hurts, where there is one. */
    private String replaceAny(JsonNode body, Predicate<JsonNode> preferred, Replacement replacement) {
        JsonNode copy = body.deepCopy();
        List<Place> places = new ArrayList<>();
        places(copy, places);
        if (places.isEmpty()) {
            return replacement.of(body);
        }
        List<Place> better =
                places.stream().filter(each -> preferred.test(each.value())).toList();
        List<Place> chosen = better.isEmpty() || random.nextInt(4) == 0 ? places : better;
        Place place = chosen.get(random.nextInt(chosen.size()));
        String value = replacement.of(place.value());
        place.mark();
        return copy.toString().replace(MARK, value);
    }

    private static void places(JsonNode node, List<Place> places) {
        node.propertyNames().forEach(name -> places.add(new Place(node, name, -1)));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                places.add(new Place(node, "", i));
            }
        }
        node.forEach(child -> places(child, places));
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    static JsonNode parse(byte[] body) {
        return JsonMapper.shared().readTree(body);
    }
}
