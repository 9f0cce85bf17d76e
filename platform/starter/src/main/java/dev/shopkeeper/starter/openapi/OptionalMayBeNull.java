package dev.shopkeeper.starter.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * In a request body, {@code null} in an optional field means that the field is absent, and an optional body may be
 * {@code null} as a whole; this says so of every field that is not required, in every schema that a request body
 * reaches.
 */
@SuppressWarnings("rawtypes") // as the library has it
final class OptionalMayBeNull implements OpenApiCustomizer {

    private static final String REFERENCE = "#/components/schemas/";
    private static final String NULL = "null";

    @Override
    public void customise(OpenAPI document) {
        if (document.getPaths() == null || document.getComponents() == null) {
            return;
        }
        Map<String, Schema> components =
                Objects.requireNonNullElse(document.getComponents().getSchemas(), Map.of());
        Set<String> visited = new HashSet<>();
        document.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(Collection::stream)
                .map(Operation::getRequestBody)
                .filter(body -> body != null && body.getContent() != null)
                .forEach(body -> body.getContent().values().forEach(media -> {
                    visit(media.getSchema(), components, visited);
                    if (!Boolean.TRUE.equals(body.getRequired()) && media.getSchema() != null) {
                        media.setSchema(orNull(media.getSchema()));
                    }
                }));
    }

    private static void visit(@Nullable Schema<?> schema, Map<String, Schema> components, Set<String> visited) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            String name = schema.get$ref().replace(REFERENCE, "");
            if (visited.add(name)) {
                visit(components.get(name), components, visited);
            }
            return;
        }
        visit(schema.getItems(), components, visited);
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            visit(values, components, visited);
        }
        Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .forEach(part -> visit(part, components, visited));
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> visit(property, components, visited));
            List<String> required = Objects.requireNonNullElse(schema.getRequired(), List.of());
            schema.getProperties()
                    .replaceAll((name, property) -> required.contains(name) ? property : orNull(property));
        }
    }

    private static Schema orNull(Schema<?> schema) {
        if (isNull(schema)
                || schema.getAnyOf() != null && schema.getAnyOf().stream().anyMatch(OptionalMayBeNull::isNull)) {
            return schema;
        }
        if (schema.getTypes() != null && schema.getEnum() == null) {
            schema.addType(NULL);
            return schema;
        }
        return new Schema<>(SpecVersion.V31).anyOf(List.of(schema, new Schema<>(SpecVersion.V31).typesItem(NULL)));
    }

    private static boolean isNull(Schema<?> schema) {
        return schema.getTypes() != null && schema.getTypes().contains(NULL);
    }
}
