package dev.shopkeeper.testing.openapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the document.
 *
 * @param path the template, {@code /api/v1/products/{id}}
 * @param contentType of the request body; null if it takes none
 * @param bodySchema null if it takes none
 * @param bodyExamples whole bodies that the document gives as examples
 * @param responses by status: {@code 200}, {@code 4XX}, {@code default}
 * @param secured whether it asks for credentials
 * @param siblings all methods that the document has for the path
 */
public record Operation(
        String method,
        String path,
        List<Parameter> parameters,
        @Nullable String contentType,
        @Nullable JsonNode bodySchema,
        List<JsonNode> bodyExamples,
        boolean bodyRequired,
        Map<String, JsonNode> responses,
        boolean secured,
        Set<String> siblings) {

    /** {@code POST /api/v1/events}. */
    public String name() {
        return method + " " + path;
    }

    public boolean takesJson() {
        return contentType != null && contentType.contains("json") && bodySchema != null;
    }

    public List<Parameter> parametersIn(String place) {
        return parameters.stream().filter(each -> each.in().equals(place)).toList();
    }

    /** The schemas of what successes answer in JSON, as the document refers to them. */
    public List<JsonNode> successSchemas() {
        return responses.entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> response.getValue().path("content"))
                .flatMap(content -> content.properties().stream())
                .filter(media ->
                        media.getKey().contains("json") || media.getKey().equals("*/*"))
                .map(media -> media.getValue().path("schema"))
                .filter(schema -> !schema.isMissingNode())
                .toList();
    }

    /** The response that the document has for a status: exactly, by its hundred, or by default. */
    public Optional<JsonNode> response(int status) {
        return Optional.ofNullable(responses.get(String.valueOf(status)))
                .or(() -> Optional.ofNullable(responses.get(status / 100 + "XX")))
                .or(() -> Optional.ofNullable(responses.get("default")));
    }
}
