package dev.shopkeeper.testing.fuzz;

import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.openapi.OpenApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of a body that was refused another one, as a person does who reads the refusal: what is missing is put in, a word or
 * an example that the message offers is taken, and any other field that it names is left out or gets another value. Not
 * thread-safe.
 */
final class Repairs {

    private static final Pattern WORDS = Pattern.compile("must be one of ([\\w-]+(?:, [\\w-]+)*)");
    private static final Pattern EXAMPLE = Pattern.compile("; (\\S+) would be one");
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private final OpenApiDocument document;
    private final JsonSampler sampler;
    private final Random random;

    Repairs(OpenApiDocument document, JsonSampler sampler, Random random) {
        this.document = document;
        this.sampler = sampler;
        this.random = random;
    }

    /** Nothing if the refusal names no field of the body. */
    Optional<JsonNode> repaired(JsonNode schema, JsonNode body, ApiResponse refusal) {
        JsonNode changed = body.deepCopy();
        boolean any = false;
        for (JsonNode error : errors(refusal)) {
            any |= repair(
                    schema,
                    changed,
                    error.path("name").asString(""),
                    error.path("message").asString(""));
        }
        return any ? Optional.of(changed) : Optional.empty();
    }

    private static JsonNode errors(ApiResponse refusal) {
        try {
            return JsonMapper.shared().readTree(refusal.bytes()).path("errors");
        } catch (JacksonException noJson) {
            return JsonNodeFactory.instance.arrayNode();
        }
    }

    private boolean repair(JsonNode rootSchema, JsonNode body, String name, String message) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(name);
        while (matcher.find()) {
            steps.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        if (steps.isEmpty()) {
            return false;
        }
        JsonNode parent = body;
        JsonNode schema = document.resolve(rootSchema);
        for (String step : steps.subList(0, steps.size() - 1)) {
            parent = parent.isArray() && step.matches("\\d{1,6}")
                    ? parent.path(Integer.parseInt(step))
                    : parent.path(step);
            schema = below(schema, step);
        }
        return replace(parent, schema, steps.getLast(), message);
    }

    private boolean replace(JsonNode parent, JsonNode parentSchema, String leaf, String message) {
        JsonNode schema = below(parentSchema, leaf);
        if (schema.isMissingNode()) {
            return false;
        }
        JsonNode value = offered(message);
        if (parent instanceof ArrayNode array && leaf.matches("\\d{1,6}") && Integer.parseInt(leaf) < array.size()) {
            array.set(Integer.parseInt(leaf), value == null ? sampler.sample("", schema) : value);
            return true;
        }
        if (!(parent instanceof ObjectNode object)) {
            return false;
        }
        boolean required = parentSchema
                .path("required")
                .valueStream()
                .anyMatch(each -> each.asString("").equals(leaf));
        if (value == null && object.has(leaf) && !required && random.nextBoolean()) {
            object.remove(leaf);
        } else {
            object.set(leaf, value == null ? sampler.sample(leaf, schema) : value);
        }
        return true;
    }

    private @Nullable JsonNode offered(String message) {
        Matcher words = WORDS.matcher(message);
        if (words.find()) {
            String[] choice = words.group(1).split(", ");
            return JsonNodeFactory.instance.stringNode(choice[random.nextInt(choice.length)]);
        }
        Matcher example = EXAMPLE.matcher(message);
        return example.find() ? JsonNodeFactory.instance.stringNode(example.group(1)) : null;
    }

    private JsonNode below(JsonNode schema, String step) {
        JsonNode next = schema.has("items")
                ? schema.path("items")
                : schema.path("properties").path(step);
        if (next.isMissingNode() && schema.path("additionalProperties").isObject()) {
            next = schema.path("additionalProperties");
        }
        return document.resolve(next);
    }
}
