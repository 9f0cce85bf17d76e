package dev.shopkeeper.testing.fuzz;

import dev.shopkeeper.testing.fuzz.Finding.Kind;
import dev.shopkeeper.testing.fuzz.FuzzRequest.Refusal;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.openapi.DocumentSchemas;
import dev.shopkeeper.testing.openapi.OpenApiDocument;
import dev.shopkeeper.testing.openapi.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decides what is wrong with an answer. Not thread-safe. */
final class ResponseOracle {

    private static final List<String> PROBLEM_MEMBERS = List.of("type", "title", "status", "code");

    private final OpenApiDocument document;
    private final DocumentSchemas schemas;

    ResponseOracle(OpenApiDocument document, DocumentSchemas schemas) {
        this.document = document;
        this.schemas = schemas;
    }

    /** What is wrong, by kind; empty if nothing is. */
    Map<Kind, String> judge(Operation operation, FuzzRequest request, ApiResponse response) {
        Map<Kind, String> wrong = new LinkedHashMap<>();
        int status = response.status();
        if (status >= 500) {
            wrong.put(Kind.SERVER_ERROR, shortened(response.text()));
            return wrong;
        }
        if (status >= 400) {
            problem(response).ifPresent(message -> wrong.put(Kind.NO_PROBLEM_DETAILS, message));
        }
        refusal(operation, request, response, wrong);
        if (request.refusal() == Refusal.NO_OPERATION || request.refusal() == Refusal.TOO_LARGE) {
            return wrong;
        }
        var documented = operation.response(status);
        if (documented.isEmpty()) {
            wrong.put(
                    Kind.UNDOCUMENTED_STATUS,
                    "documented are " + operation.responses().keySet() + ": " + shortened(response.text()));
        } else if (!wrong.containsKey(Kind.NO_PROBLEM_DETAILS)) {
            body(documented.get(), response).ifPresent(message -> wrong.put(Kind.INVALID_BODY, message));
        }
        return wrong;
    }

    private static void refusal(
            Operation operation, FuzzRequest request, ApiResponse response, Map<Kind, String> wrong) {
        int status = response.status();
        switch (request.refusal()) {
            case UNAUTHENTICATED -> {
                if (status < 400) {
                    wrong.put(Kind.ACCEPTED_UNAUTHENTICATED, operation.name() + " was served");
                }
            }
            case INVALID, TOO_LARGE -> {
                if (status < 400 && !namesRejections(response)) {
                    wrong.put(Kind.ACCEPTED_INVALID, shortened(response.text()));
                }
            }
            case NO_OPERATION -> {
                if (status < 400) {
                    wrong.put(Kind.UNDOCUMENTED_STATUS, "the document has no " + request.method() + " here");
                }
            }
            case NONE -> {}
        }
    }

    /** A bulk answer may take the good entries and refuse the bad ones by name. */
    private static boolean namesRejections(ApiResponse response) {
        try {
            return response.json().path("rejected").asInt(0) > 0;
        } catch (JacksonException noJson) {
            return false;
        }
    }

    private static Optional<String> problem(ApiResponse response) {
        if (!response.contentType().equals("application/problem+json")) {
            return Optional.of("content type is '" + response.contentType() + "': " + shortened(response.text()));
        }
        try {
            JsonNode problem = JsonMapper.shared().readTree(response.bytes());
            List<String> missing = PROBLEM_MEMBERS.stream()
                    .filter(member -> !problem.hasNonNull(member))
                    .toList();
            if (!missing.isEmpty()) {
                return Optional.of("without " + missing + ": " + shortened(response.text()));
            }
            if (problem.get("status").asInt(0) != response.status()) {
                return Optional.of("status within is " + problem.get("status"));
            }
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.of("no JSON: " + shortened(response.text()));
        }
    }

    private Optional<String> body(JsonNode documented, ApiResponse response) {
        JsonNode content = documented.path("content");
        if (response.bytes().length == 0) {
            boolean expected =
                    content.properties().stream().anyMatch(each -> each.getKey().contains("json"));
            return expected && response.status() < 300 && response.status() != 204
                    ? Optional.of("is empty")
                    : Optional.empty();
        }
        if (!response.contentType().contains("json")) {
            return Optional.empty();
        }
        JsonNode schema = schemaFor(content, response.contentType());
        try {
            List<String> errors = new ArrayList<>();
            JsonNode value = JsonMapper.shared().readTree(response.bytes());
            if (!schema.isMissingNode()) {
                errors.addAll(schemas.errors(schema, value));
            }
            return errors.isEmpty()
                    ? Optional.empty()
                    : Optional.of(String.join("; ", errors) + ": " + shortened(response.text()));
        } catch (JacksonException e) {
            return Optional.of("no JSON: " + shortened(response.text()));
        }
    }

    private JsonNode schemaFor(JsonNode content, String contentType) {
        JsonNode media = content.path(contentType);
        if (media.isMissingNode()) {
            media = content.path("*/*");
        }
        return document.resolve(media).path("schema");
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
