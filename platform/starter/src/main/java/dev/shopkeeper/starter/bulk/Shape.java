package dev.shopkeeper.starter.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema 2020-12 of the objects that a reader takes, noted while it reads nothing: what a reader asks for is
 * what the document says. Not thread-safe.
 */
final class Shape {

    /** As in the schemas of events: anything but control characters. */
    private static final String CLEAN = "^[^\\u0000-\\u001f\\u007f-\\u009f]+$";

    private static final String CLEAN_LINES = "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]+$";

    private final ObjectNode schema = type("object").put("additionalProperties", false);
    private final ObjectNode properties = schema.putObject("properties");

    private final Map<String, ObjectNode> given = new HashMap<>();

    ObjectNode schema() {
        return schema;
    }

    /** A field, optional until it is required; in an optional one null means absent. */
    void property(String name, ObjectNode type) {
        ObjectNode optional = type.deepCopy();
        if (type.has("enum")) {
            optional = JsonNodeFactory.instance.objectNode();
            optional.putArray("anyOf").add(type).add(type("null"));
        } else if (type.has("type")) {
            optional.putArray("type").add(type.get("type")).add("null");
        }
        properties.set(name, optional);
        given.put(name, type);
    }

    void require(String name) {
        schema.withArray("required").add(name);
        properties.set(name, given.get(name));
    }

    /** What a field may hold, for people and programs that read the document. */
    void example(String name, String example) {
        if (properties.get(name) instanceof ObjectNode type) {
            example(type, example);
        }
    }

    /** Where one of the two is there, the other is; {@code null} is not there. */
    void together(String one, String other) {
        schema.withArray("allOf").add(demand(one, other)).add(demand(other, one));
    }

    private static ObjectNode demand(String given, String wanted) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        present(rule.putObject("if"), given);
        present(rule.putObject("then"), wanted);
        return rule;
    }

    private static void present(ObjectNode condition, String name) {
        condition.putArray("required").add(name);
        condition.putObject("properties").putObject(name).putObject("not").put("type", "null");
    }

    static ObjectNode type(String name) {
        return JsonNodeFactory.instance.objectNode().put("type", name);
    }

    static ObjectNode text(int maximum, boolean lineBreaks) {
        return type("string")
                .put("minLength", 1)
                .put("maxLength", maximum)
                .put("pattern", lineBreaks ? CLEAN_LINES : CLEAN);
    }

    static ObjectNode matching(String pattern) {
        return type("string").put("pattern", pattern);
    }

    static ObjectNode words(List<String> words) {
        ObjectNode type = type("string");
        words.forEach(type.putArray("enum")::add);
        return type;
    }

    static ObjectNode whole(long least, long most) {
        return type("integer").put("format", "int64").put("minimum", least).put("maximum", most);
    }

    static ObjectNode number(double least, double most) {
        return type("number").put("format", "double").put("minimum", least).put("maximum", most);
    }

    static ObjectNode time(String description) {
        return type("string").put("format", "date-time").put("description", description);
    }

    static ObjectNode list(int least, int most, ObjectNode items) {
        ObjectNode list = type("array").put("minItems", least).put("maxItems", most);
        list.set("items", items);
        return list;
    }

    static ObjectNode map(int least, int most, ObjectNode names, ObjectNode values) {
        ObjectNode map = type("object").put("minProperties", least).put("maxProperties", most);
        map.set("propertyNames", names);
        map.set("additionalProperties", values);
        return map;
    }

    static ObjectNode money(String amountPattern) {
        Shape money = new Shape();
        money.property("amount", example(type("string").put("pattern", "^" + amountPattern + "$"), "12.30"));
        money.require("amount");
        money.property(
                "currency",
                example(type("string").put("pattern", "^[A-Z]{3}$").put("description", "A code of ISO 4217."), "CNY"));
        money.require("currency");
        return money.schema();
    }

    private static ObjectNode example(ObjectNode type, String example) {
        type.putArray("examples").add(example);
        return type;
    }

    /** What a bulk upload looks like: up to so many entries under one name. */
    static ObjectNode bulk(String name, int most, Consumer<Shape> entry) {
        Shape entries = new Shape();
        entry.accept(entries);
        Shape bulk = new Shape();
        bulk.property(name, list(1, most, entries.schema()));
        bulk.require(name);
        return bulk.schema();
    }
}
