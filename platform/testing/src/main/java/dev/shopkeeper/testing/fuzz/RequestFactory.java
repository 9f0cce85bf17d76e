package dev.shopkeeper.testing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.testing.fuzz.FuzzRequest.Refusal;
import dev.shopkeeper.testing.http.ApiResponse;
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
import tools.jackson.databind.json.JsonMapper;

/** Makes requests that the document allows. Not thread-safe. */
final class RequestFactory {

    /** Rules that span several fields are met by trying. */
    private static final int TRIES = 20;

    private final JsonSampler sampler;
    private final Repairs repairs;
    private final DocumentSchemas schemas;
    private final SeenValues seen;
    private final Random random;
    private final Map<String, String> credentials;
    private boolean isPlausible;

    RequestFactory(
            JsonSampler sampler,
            Repairs repairs,
            DocumentSchemas schemas,
            SeenValues seen,
            Random random,
            Map<String, String> credentials) {
        this.sampler = sampler;
        this.repairs = repairs;
        this.schemas = schemas;
        this.seen = seen;
        this.random = random;
        this.credentials = credentials;
    }

    FuzzRequest valid(Operation operation) {
        Map<String, String> headers = new LinkedHashMap<>(credentials);
        headers.put("Accept", "application/json, application/problem+json");
        for (Parameter parameter : operation.parametersIn("header")) {
            if (parameter.required() || !isPlausible && random.nextInt(4) == 0) {
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

    /**
     * One that a client would send: examples of the document and identifiers that were seen, at first with what is required
     * and nothing more, then with everything, then as it comes.
     *
     * @param names what stands for variables of the path; those that are missing are what was seen
     * @param attempt how many went before it
     */
    FuzzRequest plausible(Operation operation, Map<String, String> names, int attempt) {
        sampler.plausible(attempt % 3 == 0 ? 0 : attempt % 3 == 1 ? 1 : 0.5, Links.called(operation.path()));
        isPlausible = true;
        try {
            FuzzRequest request = valid(operation);
            List<String> pairs = new ArrayList<>();
            for (Parameter parameter : operation.parametersIn("query")) {
                if (parameter.required() || attempt % 3 == 2 && random.nextBoolean()) {
                    pairs.add(pair(parameter, text(sampler.sample(parameter.name(), parameter.schema()))));
                }
            }
            return request.target(plausiblePath(operation, names) + query(pairs));
        } finally {
            sampler.anything();
            isPlausible = false;
        }
    }

    /** The request with another body, after a refusal that names fields of it; nothing if it names none. */
    Optional<FuzzRequest> repaired(Operation operation, FuzzRequest request, ApiResponse refusal) {
        JsonNode schema = operation.bodySchema();
        byte[] body = request.body();
        if (!operation.takesJson() || schema == null || body == null) {
            return Optional.empty();
        }
        sampler.plausible(0.5, Links.called(operation.path()));
        isPlausible = true;
        try {
            return repairs.repaired(schema, JsonMapper.shared().readTree(body), refusal)
                    .map(changed -> request.body(changed.toString().getBytes(UTF_8)));
        } finally {
            sampler.anything();
            isPlausible = false;
        }
    }

    /** A request to list things, with these values in its query. */
    FuzzRequest listing(Operation lister, Map<String, String> values) {
        List<String> pairs = lister.parametersIn("query").stream()
                .filter(parameter -> values.containsKey(parameter.name()))
                .map(parameter -> pair(parameter, values.getOrDefault(parameter.name(), "")))
                .toList();
        return plausible(lister, Map.of(), 0).target(plausiblePath(lister, Map.of()) + query(pairs));
    }

    private static String pair(Parameter parameter, String value) {
        return NastyValues.encode(parameter.name()) + "=" + NastyValues.encode(value);
    }

    private static String query(List<String> pairs) {
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private String plausiblePath(Operation operation, Map<String, String> names) {
        String path = operation.path();
        for (Parameter parameter : operation.parametersIn("path")) {
            String value = names.containsKey(parameter.name())
                    ? names.getOrDefault(parameter.name(), "")
                    : (random.nextBoolean() ? seen.popular(parameter.name(), random) : Optional.<String>empty())
                            .or(() -> seen.inPath(operation.path(), parameter.name(), random))
                            .orElseGet(() -> text(sampler.sample(parameter.name(), parameter.schema())));
            path = path.replace("{" + parameter.name() + "}", NastyValues.encode(value.isEmpty() ? "x" : value));
        }
        return path;
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
        List<JsonNode> examples = operation.bodyExamples();
        if (!examples.isEmpty() && random.nextInt(4) > 0) {
            return text(examples.get(random.nextInt(examples.size()))).getBytes(UTF_8);
        }
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
