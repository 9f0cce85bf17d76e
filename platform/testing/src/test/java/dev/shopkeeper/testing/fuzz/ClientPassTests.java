package dev.shopkeeper.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.openapi.DocumentSchemas;
import dev.shopkeeper.testing.openapi.OpenApiDocument;
import dev.shopkeeper.testing.openapi.Operation;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPassTests {

    private final OpenApiDocument document = new OpenApiDocument(ParcelsApi.document());
    private final SeenValues seen = new SeenValues(Set.of("id"));
    private final ParcelsApi api = new ParcelsApi(seen);
    private final Set<String> succeeded = new HashSet<>();
    private int pauses;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void makesThingsAndTakesThemFromStateToStateUntilEveryOperationHasSucceeded(long seed) {
        pass(seed, api).run();

        assertThat(succeeded)
                .containsExactlyInAnyOrderElementsOf(
                        document.operations().stream().map(Operation::name).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void waitsForWhatComesAboutByItselfAndGivesUpWhenNothingNewDoes(long seed) {
        ClientPass pass = pass(
                seed,
                (operation, request) -> pauses < 1 || operation.path().endsWith("/cancel")
                        ? Optional.of(
                                new ApiResponse(409, HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0]))
                        : api.apply(operation, request));

        pass.run();

        assertThat(succeeded).contains("POST /v1/parcels/{id}/send").doesNotContain("POST /v1/searches/{id}/cancel");
        assertThat(pass.refusals().get("POST /v1/searches/{id}/cancel")).contains("409");
        assertThat(pauses).isBetween(2, 6);
    }

    private ClientPass pass(long seed, BiFunction<Operation, FuzzRequest, Optional<ApiResponse>> server) {
        Random random = new Random(seed);
        DocumentSchemas schemas = new DocumentSchemas(document);
        Map<String, RequestFactory> requests = new HashMap<>();
        List<Operation> operations = document.operations();
        for (Operation operation : operations) {
            JsonSampler sampler = new JsonSampler(document, seen, random);
            Repairs repairs = new Repairs(document, sampler, random);
            requests.put(operation.name(), new RequestFactory(sampler, repairs, schemas, seen, random, Map.of()));
        }
        return new ClientPass(
                new Links(document),
                operations,
                requests,
                (operation, request) -> {
                    Optional<ApiResponse> response = server.apply(operation, request);
                    response.filter(each -> each.status() < 300).ifPresent(success -> succeeded.add(operation.name()));
                    return response;
                },
                random,
                () -> pauses++);
    }
}
