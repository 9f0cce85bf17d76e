package dev.shopkeeper.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.testing.openapi.OpenApiDocument;
import dev.shopkeeper.testing.openapi.Operation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LinksTests {

    private final OpenApiDocument document = new OpenApiDocument(ParcelsApi.document());
    private final Links links = new Links(document);

    @Test
    void knowsWhatListsAndWhatShowsTheThingsOfAnOperationAndInWhichStates() {
        Operation lister = links.lister(named("POST /v1/parcels/{id}/send")).orElseThrow();

        assertThat(lister.name()).isEqualTo("GET /v1/parcels");
        assertThat(links.states(links.stateParameter(lister).orElseThrow())).containsExactly("PACKED", "SENT", "LOST");
        assertThat(links.shower(named("POST /v1/parcels/{id}/send"))
                        .orElseThrow()
                        .name())
                .isEqualTo("GET /v1/parcels/{id}");
    }

    @Test
    void knowsWhatMakesAThingByTheSchemaOfItsAnswer() {
        assertThat(links.makers(named("POST /v1/searches/{id}/cancel")))
                .extracting(Operation::name)
                .containsExactly("POST /v1/parcels/{id}/search");
        assertThat(links.collectionsOfAnswer(named("GET /v1/parcels"))).containsExactly("/v1/parcels");
        assertThat(links.changers("/v1/parcels")).isEqualTo(4);
    }

    @Test
    void findsWhatAThingIsCalled() {
        JsonNode order = JsonMapper.shared().readTree("{\"user_id\":\"u\",\"order_id\":\"o\",\"version\":7}");

        assertThat(Links.identifier(order, "/v1/orders/{id}/ship", "id")).contains("o");
        assertThat(Links.identifier(order, "/v1/orders/{userId}", "userId")).contains("u");
        assertThat(Links.identifier(order, "/v1/policies/{version}", "version")).contains("7");
        assertThat(Links.identifier(order, "/v1/people/{id}", "id")).contains("u");
    }

    private Operation named(String name) {
        return document.operations().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
