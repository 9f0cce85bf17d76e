package dev.shopkeeper.testing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.testing.fuzz.FuzzRequest.Refusal;
import dev.shopkeeper.testing.openapi.DocumentSchemas;
import dev.shopkeeper.testing.openapi.OpenApiDocument;
import dev.shopkeeper.testing.openapi.Operation;
import dev.shopkeeper.testing.openapi.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Everything that can be made wrong with a request, by name. Not thread-safe. */
final class Mutator {

    private static final String VALUE_OF_NOBODY = "eyJhbGciOiJub25lIn0.eyJyb2xlIjoiQURNSU4ifQ.";

    private final Random random;
    private final RequestFactory requests;
    private final DocumentSchemas schemas;
    private final NastyValues nasty = new NastyValues();
    private final TreeMutations trees;
    private final OpenApiDocument document;
    private final Set<String> credentialHeaders;
    private final int oversizedBytes;

    Mutator(
            Random random,
            RequestFactory requests,
            OpenApiDocument document,
            DocumentSchemas schemas,
            FuzzOptions options) {
        this.document = document;
        this.random = random;
        this.requests = requests;
        this.schemas = schemas;
        this.trees = new TreeMutations(random, nasty);
        this.credentialHeaders = options.credentials().keySet();
        this.oversizedBytes = options.oversizedBytes();
    }

    /** The mutations that make sense for the operation. */
    Map<String, UnaryOperator<FuzzRequest>> of(Operation operation) {
        Map<String, UnaryOperator<FuzzRequest>> all = new LinkedHashMap<>();
        if (operation.takesJson()) {
            treeMutations(operation, all);
            byteMutations(operation, all);
        }
        if (operation.contentType() != null) {
            bodyMutations(all, operation.bodyRequired());
        }
        targetMutations(operation, all);
        headerMutations(operation, all);
        return all;
    }

    private void treeMutations(Operation operation, Map<String, UnaryOperator<FuzzRequest>> all) {
        tree(all, operation, "wrong type", trees::wrongType);
        tree(all, operation, "null", trees::nullValue);
        tree(all, operation, "nasty number", trees::nastyNumber);
        tree(all, operation, "nasty text", trees::nastyText);
        tree(all, operation, "missing field", trees::withoutAField);
        tree(all, operation, "lone surrogate", trees::loneSurrogate);
        tree(
                all,
                operation,
                "another root",
                body -> List.of("[]", "{}", "null", "7", "\"text\"").get(random.nextInt(5)));
        all.put(
                "unknown nested field",
                request -> request.body(trees.unknownField(TreeMutations.parse(bodyOf(request)))
                                .getBytes(UTF_8))
                        .named("unknown nested field", Refusal.NONE));
        all.put("unknown field", request -> {
            boolean refused = isClosed(operation.bodySchema());
            return request.body(ByteMutations.withField(bodyOf(request)))
                    .named("unknown field", refused ? Refusal.INVALID : Refusal.NONE);
        });
    }

    /** Whether it is an object whose names are fixed and not data. */
    private boolean isClosed(@Nullable JsonNode schema) {
        if (schema == null) {
            return false;
        }
        JsonNode resolved = document.resolve(schema);
        JsonNode others = resolved.path("additionalProperties");
        return resolved.has("properties") && (others.isMissingNode() || !others.asBoolean(true));
    }

    private void tree(
            Map<String, UnaryOperator<FuzzRequest>> all,
            Operation operation,
            String name,
            Function<JsonNode, String> change) {
        all.put(name, request -> {
            byte[] changed = change.apply(TreeMutations.parse(bodyOf(request))).getBytes(UTF_8);
            return request.body(changed).named(name, breaks(operation, changed) ? Refusal.INVALID : Refusal.NONE);
        });
    }

    private boolean breaks(Operation operation, byte[] body) {
        try {
            JsonNode schema = operation.bodySchema();
            return schema != null && !schemas.valid(schema, TreeMutations.parse(body));
        } catch (JacksonException notJson) {
            return true;
        }
    }

    private void byteMutations(Operation operation, Map<String, UnaryOperator<FuzzRequest>> all) {
        invalid(all, "duplicate key", request -> request.body(ByteMutations.duplicateKey(bodyOf(request))));
        invalid(all, "invalid UTF-8", request -> request.body(ByteMutations.invalidUtf8(bodyOf(request))));
        invalid(all, "deep nesting", request -> request.body(ByteMutations.deepNesting(5000)));
        invalid(all, "truncated JSON", request -> request.body(ByteMutations.truncated(bodyOf(request))));
        invalid(all, "trailing text", request -> request.body(ByteMutations.withTail(bodyOf(request))));
        all.put(
                "UTF-16",
                request -> request.body(ByteMutations.utf16(bodyOf(request))).named("UTF-16", Refusal.NONE));
        invalid(
                all,
                "wrong content type",
                request -> request.header(
                        "Content-Type",
                        List.of("text/plain", "application/xml", "text/csv", "nonsense")
                                .get(random.nextInt(4))));
        if (oversizedBytes > 0) {
            all.put(
                    "oversized body",
                    request -> request.body(ByteMutations.oversized(oversizedBytes))
                            .named("oversized body", Refusal.TOO_LARGE));
        }
    }

    private void bodyMutations(Map<String, UnaryOperator<FuzzRequest>> all, boolean required) {
        all.put(
                "empty body",
                request -> request.body(new byte[0]).named("empty body", required ? Refusal.INVALID : Refusal.NONE));
        all.put(
                "no body, no content type",
                request -> request.body(null)
                        .header("Content-Type", null)
                        .named("no body, no content type", required ? Refusal.INVALID : Refusal.NONE));
        all.put(
                "gzip",
                request -> request.body(ByteMutations.gzipped(bodyOf(request)))
                        .header("Content-Encoding", "gzip")
                        .named("gzip", Refusal.NONE));
    }

    private void targetMutations(Operation operation, Map<String, UnaryOperator<FuzzRequest>> all) {
        if (!operation.parametersIn("path").isEmpty()) {
            any(
                    all,
                    "nasty path",
                    request -> request.target(requests.target(operation, value -> nasty.encoded(), value -> value)));
        }
        if (!operation.parametersIn("query").isEmpty()) {
            any(
                    all,
                    "nasty query value",
                    request -> request.target(
                            operation.path().contains("{")
                                    ? requests.target(operation, value -> value, value -> nasty.encoded())
                                    : operation.path() + "?" + nastyPair(operation)));
            any(
                    all,
                    "query twice",
                    request ->
                            request.target(with(request.target(), nastyPair(operation) + "&" + nastyPair(operation))));
        }
        invalid(all, "unknown query", request -> request.target(with(request.target(), "surplus=" + nasty.encoded())));
        String[] methods = {"GET", "POST", "PUT", "PATCH", "DELETE"};
        List<String> others = List.of(methods).stream()
                .filter(method -> !operation.siblings().contains(method))
                .toList();
        if (!others.isEmpty()) {
            all.put(
                    "wrong method",
                    request -> request.method(others.get(random.nextInt(others.size())))
                            .named("wrong method", Refusal.NO_OPERATION));
        }
    }

    private String nastyPair(Operation operation) {
        List<Parameter> query = operation.parametersIn("query");
        Parameter parameter = query.get(random.nextInt(query.size()));
        String value = random.nextBoolean() ? nasty.encoded() : NastyValues.encode(nasty.number());
        return NastyValues.encode(parameter.name()) + "=" + value;
    }

    private static String with(String target, String pair) {
        return target + (target.contains("?") ? "&" : "?") + pair;
    }

    private void headerMutations(Operation operation, Map<String, UnaryOperator<FuzzRequest>> all) {
        any(
                all,
                "odd headers",
                request -> request.header("Idempotency-Key", "k".repeat(1 + random.nextInt(400)))
                        .header("X-Correlation-Id", "\"<" + "c".repeat(random.nextInt(300)) + ">")
                        .header("X-Forwarded-For", "127.0.0.1, ::1, nonsense")
                        .header("X-Forwarded-Host", "evil.example")
                        .header("traceparent", "00-nonsense"));
        any(
                all,
                "odd Accept",
                request -> request.header(
                        "Accept",
                        List.of("application/xml", "text/html", "nonsense", "*/*;q=0")
                                .get(random.nextInt(4))));
        if (operation.secured() && !credentialHeaders.isEmpty()) {
            all.put("no credentials", request -> without(request).named("no credentials", Refusal.UNAUTHENTICATED));
            all.put(
                    "garbage credentials",
                    request -> garbage(without(request)).named("garbage credentials", Refusal.UNAUTHENTICATED));
        }
    }

    private FuzzRequest without(FuzzRequest request) {
        FuzzRequest bare = request;
        for (String header : credentialHeaders) {
            bare = bare.header(header, null);
        }
        return bare;
    }

    private FuzzRequest garbage(FuzzRequest request) {
        return switch (random.nextInt(5)) {
            case 0 -> request.header("Authorization", "Bearer " + VALUE_OF_NOBODY);
            case 1 -> request.header("Authorization", "Bearer");
            case 2 -> request.header("Authorization", "Basic YWRtaW46YWRtaW4=");
            case 3 -> request.header("X-API-Key", "sk_" + "0".repeat(3000));
            default -> request.header("X-API-Key", "pk_' or '1'='1");
        };
    }

    private static void any(
            Map<String, UnaryOperator<FuzzRequest>> all, String name, UnaryOperator<FuzzRequest> change) {
        all.put(name, request -> change.apply(request).named(name, Refusal.NONE));
    }

    private static void invalid(
            Map<String, UnaryOperator<FuzzRequest>> all, String name, UnaryOperator<FuzzRequest> change) {
        all.put(name, request -> change.apply(request).named(name, Refusal.INVALID));
    }

    private static byte[] bodyOf(FuzzRequest request) {
        byte[] body = request.body();
        return body == null ? new byte[0] : body;
    }
}
