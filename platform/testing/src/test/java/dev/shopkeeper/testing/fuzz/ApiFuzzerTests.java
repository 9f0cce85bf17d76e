package dev.shopkeeper.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.testing.fuzz.Finding.Kind;
import dev.shopkeeper.testing.fuzz.TinyApi.Fault;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Execution(ExecutionMode.CONCURRENT)
class ApiFuzzerTests {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsNothingInAnApiThatKeepsItsDocument(long seed) throws IOException {
        FuzzReport report = fuzz(seed);

        report.assertClean();
        assertThat(report.neverSucceeded()).isEmpty();
        assertThat(report.statuses()).containsKeys(200, 201, 400, 401, 404, 405, 415);
        assertThat(report.operations()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "FAILS_ON_EMOJI, SERVER_ERROR",
        "FAILS_ON_HUGE_NUMBERS, SERVER_ERROR",
        "ANSWERS_TEAPOT, UNDOCUMENTED_STATUS",
        "ANSWERS_HTML_ERRORS, NO_PROBLEM_DETAILS",
        "FORGETS_THE_CODE, NO_PROBLEM_DETAILS",
        "BREAKS_ITS_SCHEMA, INVALID_BODY",
        "TAKES_UNKNOWN_FIELDS, ACCEPTED_INVALID",
        "TAKES_DUPLICATE_KEYS, ACCEPTED_INVALID",
        "TAKES_WRONG_TYPES, ACCEPTED_INVALID",
        "SERVES_ANYBODY, ACCEPTED_UNAUTHENTICATED",
        "HANGS_UP, NO_ANSWER",
        "SERVES_ANY_METHOD, UNDOCUMENTED_STATUS",
        "TAKES_OVERSIZED, ACCEPTED_INVALID",
        "DROPS_UNKNOWN_PARAMETERS, ACCEPTED_INVALID"
    })
    void findsThePlantedFault(Fault fault, Kind kind) throws IOException {
        FuzzReport report = fuzz(7, fault);

        assertThat(report.findings()).isNotEmpty().anyMatch(finding -> finding.kind() == kind);
        assertThatThrownBy(report::assertClean)
                .hasMessageContaining("seed 7")
                .hasMessageContaining(kind.name())
                .hasMessageContaining("curl -i");
    }

    @Test
    void sendsTheSameAgainForTheSameSeed() throws IOException {
        assertThat(messages(fuzz(5, Fault.FAILS_ON_EMOJI))).isEqualTo(messages(fuzz(5, Fault.FAILS_ON_EMOJI)));
    }

    @Test
    void neverPrintsTheKey() throws IOException {
        FuzzReport report = fuzz(7, Fault.FORGETS_THE_CODE);

        assertThat(report.describe()).contains("X-API-Key: $KEY").doesNotContain(TinyApi.KEY);
    }

    @Test
    void leavesExcludedOperationsAlone() throws IOException {
        try (TinyApi api = new TinyApi()) {
            FuzzReport report = ApiFuzzer.of(TinyApi.document(), options(api, 1).excluding("^POST /things$"))
                    .run();

            assertThat(report.operations()).isEqualTo(1);
            assertThat(report.statuses()).doesNotContainKey(201);
        }
    }

    @Test
    void summarisesTheRunInOneJsonLine() throws IOException {
        String line = fuzz(7, Fault.BREAKS_ITS_SCHEMA).toJson();

        var json = JsonMapper.shared().readTree(line);
        assertThat(line).doesNotContain("\n");
        assertThat(json.get("seed").asLong()).isEqualTo(7);
        assertThat(json.at("/findings_by_kind/INVALID_BODY").asInt()).isPositive();
    }

    @Test
    void namesWhatNeverSucceededIfFewerDidThanThereShouldBe() throws IOException {
        try (TinyApi api = new TinyApi()) {
            FuzzOptions stranger =
                    FuzzOptions.of(api.url(), Map.of(), 1).requests(2).oversized(0);
            FuzzReport report = ApiFuzzer.of(TinyApi.document(), stranger).run();

            assertThat(report.succeeded()).isZero();
            assertThat(JsonMapper.shared()
                            .readTree(report.toJson())
                            .path("succeeded")
                            .asInt(-1))
                    .isZero();
            assertThatThrownBy(() -> report.assertSucceeded(1))
                    .hasMessageContaining("only 0")
                    .hasMessageContaining("POST /things: /things 401");
        }
        fuzz(1).assertSucceeded(2);
    }

    @Test
    void saysThatADocumentIsMissing() throws IOException {
        try (TinyApi api = new TinyApi()) {
            assertThatThrownBy(() -> ApiFuzzer.ofUrl("/nowhere", options(api, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("/nowhere");
            assertThatThrownBy(() -> ApiFuzzer.ofUrl("/things/t-1", options(api, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no OpenAPI 3 document");
        }
    }

    private static FuzzReport fuzz(long seed, Fault... faults) throws IOException {
        try (TinyApi api = new TinyApi(faults)) {
            return ApiFuzzer.ofUrl("/v3/api-docs", options(api, seed)).run();
        }
    }

    private static FuzzOptions options(TinyApi api, long seed) {
        return FuzzOptions.of(api.url(), Map.of("X-API-Key", TinyApi.KEY), seed)
                .requests(900)
                .oversized(200_000);
    }

    private static String messages(FuzzReport report) {
        return report.describe().replaceAll("127.0.0.1:\\d+", "host");
    }
}
