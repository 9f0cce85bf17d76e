package dev.shopkeeper.gateway.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What any operation may be answered on its way through the gateway. */
final class GatewayResponses {

    private static final Map<String, String> PROBLEMS = problems();

    private GatewayResponses() {}

    private static Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        problems.put("400", "The request is malformed or has invalid fields");
        problems.put("401", "The caller is not known");
        problems.put("403", "The caller may not do this");
        problems.put("404", "There is no such thing");
        problems.put("405", "The path does not take this method");
        problems.put("406", "The Accept header asks for something that is not produced");
        problems.put("413", "The body is too large");
        problems.put("415", "The body is of a type or encoding that is not read");
        problems.put("429", "More requests than the caller may make");
        problems.put("503", "The service does not answer; come again after Retry-After");
        problems.put("504", "The service did not answer in time");
        return problems;
    }

    /** Adds those that the operation does not describe itself. */
    static void addTo(ObjectNode operation, String problemSchema) {
        ObjectNode responses =
                operation.get("responses") instanceof ObjectNode present ? present : operation.putObject("responses");
        PROBLEMS.forEach((status, description) -> {
            if (!responses.has(status)) {
                ObjectNode response = responses.putObject(status).put("description", description);
                if (status.equals("429") || status.startsWith("50")) {
                    ObjectNode retryAfter = response.putObject("headers").putObject("Retry-After");
                    retryAfter.put("description", "Seconds");
                    retryAfter.putObject("schema").put("type", "integer");
                }
                response.putObject("content")
                        .putObject("application/problem+json")
                        .putObject("schema")
                        .put("$ref", "#/components/schemas/" + problemSchema);
            }
        });
    }

    /** Problem details of RFC 9457 as the platform has them. */
    static void addProblem(ObjectNode schemas) {
        ObjectNode problem = schemas.putObject("Problem");
        problem.put("type", "object").put("description", "Problem details, RFC 9457");
        List.of("type", "title", "status", "detail", "code").forEach(problem.withArray("required")::add);
        ObjectNode properties = problem.putObject("properties");
        text(properties, "type", "urn:shopkeeper:problem:<code>");
        text(properties, "title", "The status in words");
        properties.putObject("status").put("type", "integer");
        text(properties, "detail", "What happened");
        text(properties, "instance", "Path of the request");
        text(properties, "code", "Stable and machine-readable");
        text(properties, "hint", "What the caller may do");
        text(properties, "correlation_id", "Under which the log tells more");
        ObjectNode errors = properties.putObject("errors").put("type", "array");
        ObjectNode error = errors.putObject("items").put("type", "object");
        List.of("name", "message").forEach(error.withArray("required")::add);
        ObjectNode fields = error.putObject("properties");
        fields.putObject("index").put("type", "integer").put("description", "Position in a batch, from 0");
        text(fields, "name", "Path of the field");
        fields.putObject("value").put("description", "What was sent, shortened");
        text(fields, "message", "What is wrong with it");
    }

    private static void text(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }

    static boolean isOperation(JsonNode node) {
        return node.isObject() && node.has("responses");
    }
}
