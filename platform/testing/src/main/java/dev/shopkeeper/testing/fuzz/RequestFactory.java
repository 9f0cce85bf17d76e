package dev.shopkeeper.testing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.testing.fuzz.FuzzRequest.Refusal;
import dev.shopkeeper.testing.openapi.DocumentSchemas;
import dev.shopkeeper.testing.openapi.Operation;
import dev.shopkeeper.testing.openapi.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Makes requests that the document allows. Not thread-safe. */
final class RequestFactory {

    /** Rules that span several fields are met by trying. */
    private static final int TRIES = 20;

    private final JsonSampler sampler;
    private final DocumentSchemas schemas;
    private final SeenValues seen;
    private final Random random;
    private final Map<String, String> credentials;

    RequestFactory(
            JsonSampler sampler,
            DocumentSchemas schemas,
            SeenValues seen,
            Random random,
            Map<String, String> credentials) {
        this.sampler = sampler;
        this.schemas = schemas;
        this.seen = seen;
        this.random = random;
        this.credentials = credentials;
    }

    FuzzRequest valid(Operation operation) {
        Map<String, String> headers = new LinkedHashMap<>(credentials);
        headers.put("Accept", "application/json, application/problem+json");
        for (Parameter parameter : operation.parametersIn("header")) {
            if (parameter.required() || random.nextInt(4) == 0) {
                String value = text(sampler.sample(parameter.name(), parameter.schema()));
                headers.put(parameter.name(), value.replaceAll("[^\\x21-\\x7e]", "x"));
            }
        }
        byte[] body = null;
        if (operation.contentType() != null) {
            headers.put("Content-Type", contentType(operation.contentType()));
            body = body(operation);
        }
        String target = target(operation, value -> value, value -> value);
        return new FuzzRequest(operation.method(), target, headers, body, "valid", Refusal.NONE);
    }

    /** The target with its encoded path values and query pairs changed. */
    String target(Operation operation, UnaryOperator<String> segments, UnaryOperator<String> query) {
        String path = operation.path();
        for (Parameter parameter : operation.parametersIn("path")) {
            String value = NastyValues.encode(inPath(operation, parameter));
            path = path.replace("{" + parameter.name() + "}", segments.apply(value.isEmpty() ? "x" : value));
        }
        List<String> pairs = new ArrayList<>();
        for (Parameter parameter : operation.parametersIn("query")) {
            if (parameter.required() || random.nextInt(3) == 0) {
                String value = text(sampler.sample(parameter.name(), parameter.schema()));
                pairs.add(NastyValues.encode(parameter.name()) + "=" + query.apply(NastyValues.encode(value)));
            }
        }
        return pairs.isEmpty() ? path : path + "?" + String.join("&", pairs);
    }

    private String inPath(Operation operation, Parameter parameter) {
        Optional<String> known =
                random.nextInt(4) > 0 ? seen.inPath(operation.path(), parameter.name(), random) : Optional.empty();
        return known.orElseGet(() -> text(sampler.sample(parameter.name(), parameter.schema())));
    }

    private static String contentType(String documented) {
        return documented.contains("*") ? "application/octet-stream" : documented;
    }

    private byte[] body(Operation operation) {
        JsonNode schema = operation.bodySchema();
        if (operation.takesJson() && schema != null) {
            JsonNode value = sampler.sample(schema);
            for (int i = 1; i < TRIES && !schemas.valid(schema, value); i++) {
                value = sampler.sample(schema);
            }
            return value.toString().getBytes(UTF_8);
        }
        if (schema != null && !schema.path("examples").isEmpty() && random.nextInt(4) > 0) {
            return text(sampler.sample(schema)).getBytes(UTF_8);
        }
        return ("a,b,c\n" + random.nextInt(1000) + ",2,3\n").getBytes(UTF_8);
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asString("") : value.toString();
    }
}
