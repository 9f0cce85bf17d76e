package dev.shopkeeper.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.gateway.FakeService;
import dev.shopkeeper.gateway.GatewayFixture;
import dev.shopkeeper.gateway.GatewayTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.openapi.OpenApiContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@GatewayTest
class OpenApiIT {

    private static final String ORDER = """
            {"openapi":"3.1.0","info":{"title":"order","version":"1"},
             "paths":{"/admin/v1/orders/{id}":{"get":{"operationId":"getOrder","tags":["Orders"],
               "responses":{"200":{"description":"It","content":{"application/json":
                 {"schema":{"$ref":"#/components/schemas/Problem"}}}}}}},
               "/internal":{"get":{"operationId":"inside","responses":{}}}},
             "components":{"schemas":{"Problem":{"type":"object"}}}}""";

    private final ApiClient api;

    OpenApiIT(@Autowired ApiClient api) {
        this.api = api;
    }

    @Test
    void holdsTheCommittedDocumentEqualToTheRunningApplication() {
        OpenApiContract.verify(api.get("/v3/api-docs/gateway").json(), Path.of("openapi.yaml"));
    }

    @Test
    void showsTheOperationsOfTheServicesBesideItsOwnAndRemembersThem() {
        // given
        FakeService order = Objects.requireNonNull(GatewayFixture.SERVICES.get("order"));
        order.documents(ORDER);

        // when
        await().atMost(Duration.ofSeconds(15))
                .until(() -> api.get("/v3/api-docs").text().contains("order_getOrder"));
        order.documents("");
        JsonNode document = api.get("/v3/api-docs").json();

        // then
        JsonNode operation =
                document.path("paths").path("/admin/v1/orders/{id}").path("get");
        assertThat(operation.at("/tags/0").asString()).isEqualTo("order: Orders");
        assertThat(operation.path("responses").propertyNames())
                .contains("200", "400", "401", "403", "404", "413", "415", "429", "503", "504");
        assertThat(operation
                        .at("/responses/200/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/order.Problem");
        assertThat(document.path("paths").has("/internal")).isFalse();
        assertThat(document.path("paths").path("/api/v1/events").has("post")).isTrue();
        assertThat(document.at("/components/schemas").has("gateway.CollectorEvent"))
                .isTrue();
        assertThat(document.at("/components/schemas").has("order.Problem")).isTrue();
    }

    @Test
    void resolvesEveryReference() {
        JsonNode document = api.get("/v3/api-docs").json();

        References.rewritten(document, reference -> {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
            return reference;
        });
    }

    @Test
    void showsTheDocumentToPeople() {
        assertThat(api.get("/swagger-ui").status()).isIn(200, 302);
        assertThat(api.get("/swagger-ui/index.html").text()).contains("swagger-ui");
        assertThat(api.get("/swagger-ui/swagger-ui-bundle.js").status()).isEqualTo(200);
    }
}
