package dev.shopkeeper.starter.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.shopkeeper.starter.bulk.BodyReader;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Documents the bodies that readers of fields take, in the words of those readers. Thread-safe. */
final class StrictBodies implements GlobalOperationCustomizer, OpenApiCustomizer {

    private final Map<String, BodyReader> bodies = new ConcurrentHashMap<>();

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        Arrays.stream(method.getMethodParameters())
                .filter(BodyReader::reads)
                .map(BodyReader::of)
                .forEach(body -> operation.setRequestBody(documented(body)));
        return operation;
    }

    private RequestBody documented(BodyReader body) {
        BodyReader other = bodies.putIfAbsent(body.name(), body);
        if (other != null && !other.equals(body)) {
            throw new IllegalStateException(
                    other + " and " + body + " have one name in the API document. Maybe rename one?");
        }
        Schema<?> reference = new Schema<>().$ref("#/components/schemas/" + body.name());
        return new RequestBody()
                .required(body.required() ? true : null)
                .content(new Content().addMediaType("application/json", new MediaType().schema(reference)));
    }

    @Override
    public void customise(OpenAPI document) {
        if (bodies.isEmpty()) {
            return;
        }
        Components components = Objects.requireNonNullElseGet(document.getComponents(), Components::new);
        document.setComponents(components);
        bodies.forEach((name, body) -> components.addSchemas(name, schema(body)));
    }

    private static Schema<?> schema(BodyReader body) {
        try {
            return Json31.mapper().readValue(body.schema().toString(), Schema.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(body + " has a schema that is none", e);
        }
    }
}
