package dev.shopkeeper.starter.openapi;

import dev.shopkeeper.starter.problem.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Documents on every operation the problems it can answer with, the credentials it wants and the headers it takes. */
final class ProblemResponses implements OpenApiCustomizer {

    private static final String SCHEMA = "Problem";
    private static final String BEARER = "bearer";

    @Override
    public void customise(OpenAPI document) {
        Components components = document.getComponents() == null ? new Components() : document.getComponents();
        document.setComponents(components);
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
        components.addSecuritySchemes(
                BEARER,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API key (sk_…, pk_…) or an OpenID Connect token; behind the gateway, the"
                                + " platform's own token."));
        document.addSecurityItem(new SecurityRequirement().addList(BEARER));
        if (document.getPaths() != null) {
            document.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap().forEach((method, operation) -> document(path, method, operation)));
        }
    }

    private static void document(String path, PathItem.HttpMethod method, Operation operation) {
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        operation.setResponses(responses);
        boolean changes = method == PathItem.HttpMethod.POST;
        boolean reads = method == PathItem.HttpMethod.GET || method == PathItem.HttpMethod.HEAD;
        problems(path.contains("{"), operation.getRequestBody() != null, changes, !reads, conditional(operation))
                .forEach((status, description) -> {
                    ApiResponse present = responses.get(status);
                    if (present == null) {
                        responses.addApiResponse(status, problem(status, description));
                    } else if (present.getContent() == null) {
                        present.setContent(content());
                    }
                });
        if (changes) {
            operation.addParametersItem(new HeaderParameter()
                    .name("Idempotency-Key")
                    .required(false)
                    .description("Makes the request safe to send again within 24 hours.")
                    .schema(text().minLength(1).maxLength(255)));
        }
    }

    private static boolean conditional(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "If-Match".equals(parameter.getName()));
    }

    private static Map<String, String> problems(
            boolean hasPathVariable, boolean hasBody, boolean keyed, boolean writes, boolean conditional) {
        Map<String, String> problems = new LinkedHashMap<>();
        problems.put("400", "The request is not valid; every offending field is named");
        problems.put("401", "There are no valid credentials");
        problems.put("403", "The credentials do not allow this");
        if (hasPathVariable) {
            problems.put("404", "There is no such thing");
        }
        problems.put("406", "The Accept header asks for what cannot be produced");
        if (writes) {
            problems.put("409", "The present state, or a twin in flight, forbids it");
        }
        if (conditional) {
            problems.put("412", "It has changed since the version that If-Match names");
        }
        if (hasBody) {
            problems.put("413", "The body is too large");
            problems.put("415", "The content type is not taken");
        }
        if (keyed) {
            problems.put("422", "The Idempotency-Key was used with another body");
        }
        problems.put("429", "Too many requests");
        problems.put("503", "The service cannot answer at the moment");
        return problems;
    }

    private static ApiResponse problem(String status, String description) {
        ApiResponse response = new ApiResponse().description(description).content(content());
        if (List.of("429", "503").contains(status)) {
            response.addHeaderObject(
                    "Retry-After", new Header().description("Seconds to wait").schema(text()));
        }
        return response;
    }

    /** OpenAPI 3.1 writes the set of types, not the one type. */
    private static Schema<String> text() {
        StringSchema text = new StringSchema();
        text.addType("string");
        return text;
    }

    private static Content content() {
        return new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + SCHEMA)));
    }
}
