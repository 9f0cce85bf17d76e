package dev.shopkeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@PlatformTest
class OpenApiIT {

    @Autowired
    ApiClient api;

    @Test
    void documentsProblemsCredentialsAndSnakeCaseNames() {
        JsonNode document = api.as("STOREFRONT").get("/v3/api-docs").json();

        assertThat(document.path("openapi").asString()).startsWith("3.1");
        JsonNode cancel =
                document.path("paths").path("/admin/v1/sample/jobs/{id}/cancel").path("post");
        assertThat(cancel.path("responses").propertyNames())
                .contains("200", "400", "401", "403", "404", "406", "409", "422", "429", "503");
        JsonNode post = document.path("paths").path("/api/v1/notes").path("post");
        assertThat(post.path("responses").propertyNames()).contains("413", "415");
        assertThat(post.path("responses").path("400").path("content").propertyNames())
                .containsExactly("application/problem+json");
        JsonNode schemas = document.path("components").path("schemas");
        assertThat(schemas.path("Problem").path("properties").propertyNames()).contains("correlation_id", "errors");
        assertThat(schemas.path("Job").path("properties").propertyNames()).contains("created_at");
        assertThat(schemas.path("PageJob").path("properties").propertyNames()).contains("next_cursor");
        assertThat(schemas.path("Money")
                        .path("properties")
                        .path("amount")
                        .path("type")
                        .asString())
                .isEqualTo("string");
        assertThat(document.path("components").path("securitySchemes").propertyNames())
                .contains("bearer");
    }

    @Test
    void saysWhichBodiesMayBeAbsent() {
        JsonNode paths = api.as("STOREFRONT").get("/v3/api-docs").json().path("paths");
        JsonNode note = paths.path("/api/v1/notes").path("post").path("requestBody");
        JsonNode erasure = paths.path("/api/v1/notes/{id}/erasure").path("post").path("requestBody");

        assertThat(note.path("required").asBoolean()).isTrue();
        assertThat(schema(note).path("$ref").asString()).endsWith("/Note");
        assertThat(erasure.path("required").asBoolean()).isFalse();
        assertThat(schema(erasure).path("anyOf").path(0).path("$ref").asString())
                .endsWith("/Erasure");
        assertThat(schema(erasure).path("anyOf").path(1).path("type").asString())
                .isEqualTo("null");
    }

    private static JsonNode schema(JsonNode body) {
        return body.path("content").path("application/json").path("schema");
    }

    @Test
    void metersAreThere() {
        String metrics = api.as("OPERATOR").get("/actuator/prometheus").text();

        assertThat(metrics)
                .contains("shopkeeper_consumer_processed_seconds_count")
                .contains("shopkeeper_consumer_lag")
                .contains("shopkeeper_outbox_depth")
                .contains("consumer=\"recording\"");
    }
}
