package dev.shopkeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.TestTokens;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PlatformTest
class ProblemDetailsIT {

    @Autowired
    ApiClient api;

    @LocalServerPort
    int port;

    private static void isProblem(ApiResponse response, int status, String code) {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.header("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(response.json().path("code").asString()).isEqualTo(code);
        assertThat(response.json().path("type").asString()).isEqualTo("urn:shopkeeper:problem:" + code);
        assertThat(response.json().path("status").asInt()).isEqualTo(status);
        assertThat(response.json().path("correlation_id").asString())
                .isEqualTo(response.header("x-correlation-id").orElse("none"));
    }

    @Nested
    class JsonBodies {

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"id":"a","colur":1}                              | colur              | unknown field
                {"id":"a","id":"b"}                               | id                 | is given twice
                {"id":7}                                          | id                 | must be a string
                {"id":"a","written_at":"yesterday"}               | written_at         | time
                {"id":"a","written_at":1700000000}                | written_at         | time
                {"id":"a","share":1e999}                          | share              | from 0.0 to 1.0
                {"id":"a","share":1e999999}                       | share              | from 0.0 to 1.0
                {"id":"a","share":"0.5"}                          | share              | number
                {"id":"a","price":{"amount":12.3,"currency":"CNY"}} | price.amount     | decimal string
                {"id":"a","price":{"amount":"1","currency":"cny"}}  | price.currency   | ISO 4217
                {"id":"a","price":12}                             | price              | an object
                {"id":"a","lines":[{"item_id":"x","quantity":99}]}  | lines[0].quantity  | from 1 to 10
                {"id":"a","lines":[{"item_id":"x","quantity":1.5}]} | lines[0].quantity  | whole number
                {"id":"a","lines":[{"item_id":"x","quantity":99999999999}]} | lines[0].quantity | from 1 to 10
                {"id":"a","lines":[{"item_id":"x","quantity":null}]}| lines[0].quantity  | missing
                {"id":"a","lines":{}}                             | lines              | a list
                {"id":"a\\u0000b"}                                | id                 | control characters
                {"id":"a\\ud800"}                                 | id                 | surrogate
                {"id":""}                                         | id                 | blank
                {"id":"a"                                         | body               | JSON
                {"id":"a"} x                                      | body               | JSON
                {"id":"a"} {}                                     | body               | after its end
                [1]                                               | body               | must be an object
                """)
        void namesTheFieldAndSaysWhatIsWrong(String body, String name, String message) {
            ApiResponse response = api.as("STOREFRONT").post("/api/v1/notes", body);

            isProblem(response, 400, "invalid-request");
            assertThat(response.json().path("errors").path(0).path("name").asString())
                    .isEqualTo(name);
            assertThat(response.json().path("errors").path(0).path("message").asString())
                    .contains(message);
        }

        @Test
        void refusesInvalidUtf8() {
            byte[] body = {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};

            ApiResponse response = api.as("STOREFRONT").post("/api/v1/notes", body);

            isProblem(response, 400, "invalid-request");
            assertThat(response.text()).contains("UTF-8");
        }

        @Test
        void saysThatTheBodyIsMissing() {
            isProblem(api.as("STOREFRONT").post("/api/v1/notes", ""), 400, "invalid-request");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"", "null", "{}", "{\"reason\":null}"})
        void mayBeAbsentWhereTheyAreOptional(String body) {
            ApiResponse response = api.as("STOREFRONT").post("/api/v1/notes/a/erasure", body);

            assertThat(response.status()).as(response.text()).isEqualTo(200);
            assertThat(response.json().path("reason").asString()).isEqualTo("none");
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"reason":7}          | reason | must be a string
                {"reason":"a","by":1} | by     | unknown field
                "old"                 | body   | must be an object
                []                    | body   | must be an object
                {"reason"             | body   | JSON
                """)
        void areReadAsStrictlyWhereTheyAreOptional(String body, String name, String message) {
            ApiResponse response = api.as("STOREFRONT").post("/api/v1/notes/a/erasure", body);

            isProblem(response, 400, "invalid-request");
            assertThat(response.json().path("errors").path(0).path("name").asString())
                    .isEqualTo(name);
            assertThat(response.json().path("errors").path(0).path("message").asString())
                    .contains(message);
        }

        @Test
        void takesWhatIsRight() {
            ApiResponse response = api.as("STOREFRONT").post("/api/v1/notes", """
                    {"id":"a/:🛒","written_at":"2026-01-31T12:00:00+08:00","share":0.5,
                     "price":{"amount":"12.30","currency":"CNY"}}""");

            assertThat(response.status()).as(response.text()).isEqualTo(200);
            assertThat(response.json().path("written_at").asString()).isEqualTo("2026-01-31T04:00:00Z");
            assertThat(response.json().path("price").path("amount").asString()).isEqualTo("12.30");
        }

        @Test
        void shortensLongValues() {
            ApiResponse response = api.as("STOREFRONT").post("/api/v1/notes", "{\"id\":\"" + "x".repeat(5_000) + "\"}");

            isProblem(response, 400, "invalid-request");
            assertThat(response.json().path("errors").path(0).path("value").asString())
                    .hasSizeLessThanOrEqualTo(100);
        }
    }

    @Nested
    class Requests {

        @Test
        void refuseWrongParameters() {
            ApiResponse type = api.as("STOREFRONT").get("/api/v1/notes?limit=many");
            isProblem(type, 400, "invalid-request");
            assertThat(type.json().path("errors").path(0).path("name").asString())
                    .isEqualTo("limit");
            assertThat(type.json().path("errors").path(0).path("value").asString())
                    .isEqualTo("many");
            isProblem(api.as("STOREFRONT").get("/api/v1/notes?colour=BLUE"), 400, "invalid-request");
        }

        @Test
        void takeAnyCharacterInAnId() {
            ApiResponse response = api.as("STOREFRONT").get("/api/v1/notes/a%2Fb%3A%F0%9F%9B%92%5C%25%3B");

            assertThat(response.status()).as(response.text()).isEqualTo(200);
            assertThat(response.json().path("id").asString()).isEqualTo("a/b:🛒\\%;");
        }

        @Test
        void answerUnknownPathsMethodsAndTypes() {
            isProblem(api.as("OPERATOR").get("/api/v1/nothing"), 404, "not-found");
            isProblem(api.as("OPERATOR").delete("/api/v1/notes"), 405, "method-not-allowed");
            isProblem(
                    api.as("OPERATOR").with("Content-Type", "text/plain").post("/api/v1/notes", "x"),
                    415,
                    "unsupported-media-type");
            isProblem(api.as("OPERATOR").with("Accept", "image/png").get("/api/v1/notes/a"), 406, "not-acceptable");
        }

        @Test
        void hideWhatFailedInside() {
            ApiResponse response = api.as("OPERATOR").get("/admin/v1/broken");

            isProblem(response, 500, "internal-error");
            assertThat(response.text()).doesNotContain("Li Wei").doesNotContain("Exception");
        }

        @Test
        void answerConflicts() {
            isProblem(api.as("OPERATOR").get("/admin/v1/conflict"), 409, "wrong-state");
            assertThat(api.as("OPERATOR").post("/admin/v1/notes/twice", "").status())
                    .isEqualTo(200);
            isProblem(api.as("OPERATOR").post("/admin/v1/notes/twice", ""), 409, "conflict");
        }

        @Test
        void keepTheCallersCorrelationId() {
            ApiResponse response =
                    api.as("OPERATOR").with("X-Correlation-Id", "mine-1").get("/admin/v1/conflict");

            isProblem(response, 409, "wrong-state");
            assertThat(response.json().path("correlation_id").asString()).isEqualTo("mine-1");
        }
    }

    @Nested
    class Security {

        @Test
        void wantsAToken() {
            isProblem(api.get("/api/v1/notes"), 401, "unauthenticated");
            isProblem(api.with("Authorization", "Bearer nonsense").get("/api/v1/notes"), 401, "unauthenticated");
            isProblem(
                    api.with("Authorization", "Bearer " + TestTokens.expired("ADMIN"))
                            .get("/api/v1/notes"),
                    401,
                    "unauthenticated");
            isProblem(
                    api.with("Authorization", "Bearer " + TestTokens.forged("ADMIN"))
                            .get("/api/v1/notes"),
                    401,
                    "unauthenticated");
        }

        @Test
        void knowsTheRoles() {
            isProblem(api.as("STOREFRONT").get("/admin/v1/conflict"), 403, "forbidden");
            isProblem(api.as("OPERATOR").get("/admin/v1/secret"), 403, "forbidden");
            assertThat(api.as("ADMIN").get("/admin/v1/secret").status()).isEqualTo(200);
            assertThat(api.as("ADMIN").get("/api/v1/notes").status()).isEqualTo(200);
            isProblem(api.as("ADMIN").get("/somewhere/else"), 403, "forbidden");
        }

        @Test
        void letsEverybodySeeHealthAndOperatorsTheRest() {
            assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(api.get("/actuator/prometheus").status()).isEqualTo(401);
            assertThat(api.as("OPERATOR").get("/actuator/prometheus").text()).contains("service=\"sample\"");
        }

        @Test
        void letsTheCollectorOfMetricsReadThemAndNothingElse() {
            assertThat(api.as("METRICS").get("/actuator/prometheus").text()).contains("service=\"sample\"");
            isProblem(api.as("METRICS").get("/api/v1/notes"), 403, "forbidden");
            isProblem(api.as("METRICS").get("/admin/v1/conflict"), 403, "forbidden");
            isProblem(api.as("STOREFRONT").get("/actuator/prometheus"), 403, "forbidden");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            GET /api/v1/notes HTTP/9.9          | 505
            GET /api/v1/no%zz HTTP/1.1          | 400
            NONSENSE                            | 400
            """)
    void theContainerAnswersInTheSameForm(String requestLine, int status) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status)
                    .doesNotContain("<html")
                    .contains("problem+json");
        }
    }
}
