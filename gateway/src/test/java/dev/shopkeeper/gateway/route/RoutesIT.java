package dev.shopkeeper.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.gateway.FakeService;
import dev.shopkeeper.gateway.GatewayFixture;
import dev.shopkeeper.gateway.GatewayTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@GatewayTest
class RoutesIT {

    private final ApiClient anonymous;
    private final CircuitBreakerRegistry breakers;
    private final int port;
    private final ApiClient operator;

    RoutesIT(@Autowired ApiClient anonymous, @Autowired CircuitBreakerRegistry breakers, @LocalServerPort int port) {
        this.anonymous = anonymous;
        this.breakers = breakers;
        this.port = port;
        this.operator = anonymous.with("X-API-Key", GatewayFixture.OPERATOR_KEY);
    }

    @BeforeEach
    void allIsWell() {
        GatewayFixture.SERVICES.values().forEach(FakeService::reset);
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    private static FakeService service(String name) {
        return Objects.requireNonNull(GatewayFixture.SERVICES.get(name));
    }

    private static String code(ApiResponse answer) {
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        return answer.json().path("code").asString();
    }

    @ParameterizedTest
    @CsvSource({
        "recommendation, /api/v1/recommendations?placement=home",
        "recommendation, /api/v1/best-sellers",
        "recommendation, /admin/v1/recommendation/jobs",
        "inventory,      /api/v1/products/p-1",
        "inventory,      /admin/v1/products/bulk",
        "inventory,      /admin/v1/stock",
        "inventory,      /admin/v1/imports/7",
        "inventory,      /admin/v1/inventory/dead-letters",
        "order,          /admin/v1/orders/o-1",
        "order,          /admin/v1/returns",
        "order,          /admin/v1/return-policies",
        "order,          /admin/v1/return-policies/1",
        "order,          /admin/v1/messages",
        "order,          /admin/v1/order/jobs",
        "pricing,        /admin/v1/competitor-prices",
        "pricing,        /admin/v1/pricing/models",
        "pricing,        /admin/v1/promotions",
        "membership,     /admin/v1/members/m-1",
        "membership,     /admin/v1/membership/jobs",
        "membership,     /admin/v1/tiers",
        "membership,     /admin/v1/tiers/runs/7",
        "membership,     /admin/v1/campaigns",
        "membership,     /admin/v1/campaigns/c-1",
        "membership,     /api/v1/coupons/ABCD/reserve",
        "logistics,      /admin/v1/deliveries",
        "logistics,      /admin/v1/travel-times",
        "logistics,      /admin/v1/logistics/jobs",
    })
    void leadsEachPathToItsService(String name, String path) {
        ApiResponse answer = operator.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(service(name).lastCall().uri()).isEqualTo(path);
    }

    @Test
    void answersNotFoundWhereNothingIs() {
        assertThat(code(operator.get("/admin/v1/coffee"))).isEqualTo("not-found");
        assertThat(code(operator.get("/api/v1/coffee"))).isEqualTo("not-found");
        assertThat(code(anonymous.get("/coffee"))).isEqualTo("not-found");
        assertThat(anonymous.get("/coffee").status()).isEqualTo(404);
    }

    @Nested
    class Forwarding {

        @Test
        void passesOnIdsWithSlashesColonsAndEmojiToTheLetter() {
            String path = "/admin/v1/orders/a%2Fb:c%F0%9F%98%80?q=%E4%B9%A6&r=a%20b+c";

            operator.get(path);

            assertThat(service("order").lastCall().uri()).isEqualTo(path);
        }

        @Test
        void takesOffWhatCallersClaimAndSaysWhoTheyAre() {
            // when
            ApiResponse answer = operator.with("X-Forwarded-For", "10.0.0.1")
                    .with("X-Forwarded-Host", "evil.example")
                    .with("Forwarded", "for=10.0.0.1")
                    .with("X-Real-IP", "10.0.0.1")
                    .with("X-User-Id", "admin")
                    .with("X-Shopkeeper-Role", "ADMIN")
                    .with("Cookie", "a=b")
                    .with("X-Correlation-Id", "c-42")
                    .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                    .with("Idempotency-Key", "i-1")
                    .post("/admin/v1/orders", "{\"a\":1}");

            // then
            FakeService.Call call = service("order").lastCall();
            assertThat(call.headers().keySet().stream().map(String::toLowerCase))
                    .doesNotContain(
                            "x-forwarded-for",
                            "x-forwarded-host",
                            "forwarded",
                            "x-real-ip",
                            "x-user-id",
                            "x-shopkeeper-role",
                            "cookie",
                            "x-api-key");
            assertThat(call.header("Authorization")).startsWith("Bearer ey");
            assertThat(call.header("X-Correlation-Id")).isEqualTo("c-42");
            assertThat(answer.header("X-Correlation-Id")).contains("c-42");
            assertThat(call.header("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
            assertThat(call.header("Idempotency-Key")).isEqualTo("i-1");
            assertThat(call.header("Content-Length")).isEqualTo("7");
            assertThat(call.bodyBytes()).isEqualTo(7);
        }

        @Test
        void streamsAnImportThatWouldNotFitIntoMemoryLimits() throws Exception {
            // given
            long bytes = 40_000_000;
            HttpRequest upload = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port + "/admin/v1/imports?kind=items"))
                    .header("X-API-Key", GatewayFixture.OPERATOR_KEY)
                    .header("Content-Type", "text/csv")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> zeros(bytes)))
                    .build();

            // when
            HttpResponse<String> answer;
            try (HttpClient client = HttpClient.newHttpClient()) {
                answer = client.send(upload, HttpResponse.BodyHandlers.ofString());
            }

            // then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(service("inventory").lastCall().bodyBytes()).isEqualTo(bytes);
        }

        @Test
        void refusesBodiesBeyondTheLimitOfTheRoute() throws Exception {
            // said in advance
            ApiResponse said = operator.post("/admin/v1/products", new byte[1_100_000]);
            assertThat(said.status()).isEqualTo(413);
            assertThat(code(said)).isEqualTo("body-too-large");
            assertThat(service("inventory").calls()).isEmpty();

            // not said
            HttpRequest chunked = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/admin/v1/products"))
                    .header("X-API-Key", GatewayFixture.OPERATOR_KEY)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> zeros(1_100_000)))
                    .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> answer = client.send(chunked, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(413);
                assertThat(answer.body()).contains("body-too-large");
            }
            assertThat(breakers.circuitBreaker("inventory").getMetrics().getNumberOfFailedCalls())
                    .isZero();
        }

        @Test
        void refusesEncodedBodiesAndForms() {
            assertThat(code(operator.with("Content-Encoding", "gzip").post("/admin/v1/orders", "x")))
                    .isEqualTo("unsupported-content-encoding");
            ApiResponse form = operator.with("Content-Type", "application/x-www-form-urlencoded")
                    .post("/admin/v1/orders", "a=b");
            assertThat(form.status()).isEqualTo(415);
        }

        @Test
        void passesOnTheProblemsOfAService() {
            service("order").will(call -> FakeService.answer(call, 409, "{\"code\":\"order-shipped\"}"));

            ApiResponse answer = operator.post("/admin/v1/orders", "{}");

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text()).isEqualTo("{\"code\":\"order-shipped\"}");
        }

        private InputStream zeros(long bytes) {
            return new InputStream() {
                private long left = bytes;

                @Override
                public int read() {
                    return left-- > 0 ? '0' : -1;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    if (left <= 0) {
                        return -1;
                    }
                    int n = (int) Math.min(length, left);
                    left -= n;
                    java.util.Arrays.fill(buffer, offset, offset + n, (byte) '0');
                    return n;
                }
            };
        }
    }

    @Nested
    class Failing {

        @Test
        void triesSafeCallsAgainAndOthersNot() {
            // given
            AtomicInteger calls = new AtomicInteger();
            service("pricing").will(call -> {
                if (calls.incrementAndGet() % 2 == 1) {
                    call.close(); // breaks off without an answer
                } else {
                    FakeService.answer(call, 200, "{}");
                }
            });

            // then
            assertThat(operator.get("/admin/v1/pricing/models").status()).isEqualTo(200);
            assertThat(calls).hasValue(2);
            ApiResponse post = operator.post("/admin/v1/pricing/models", "{}");
            assertThat(post.status()).isEqualTo(503);
            assertThat(code(post)).isEqualTo("pricing-unavailable");
            assertThat(calls).hasValue(3);
        }

        @Test
        void opensTheBreakerOfAServiceThatIsDownAndAsksAgainLater() {
            // given
            service("logistics").will(com.sun.net.httpserver.HttpExchange::close);
            for (int i = 0; i < 6; i++) {
                assertThat(operator.post("/admin/v1/deliveries", "{}").status()).isEqualTo(503);
            }
            int asked = service("logistics").calls().size();

            // when
            ApiResponse answer = operator.post("/admin/v1/deliveries", "{}");

            // then
            assertThat(code(answer)).isEqualTo("logistics-unavailable");
            assertThat(answer.header("Retry-After")).isPresent();
            assertThat(service("logistics").calls()).hasSize(asked);
            assertThat(operator.get("/admin/v1/members/m-1").status()).isEqualTo(200);
            service("logistics").reset();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(
                                    operator.post("/admin/v1/deliveries", "{}").status())
                            .isEqualTo(200));
        }

        @Test
        void takesAServiceForUpAfterOneGoodAnswerHoweverSeldomItIsAsked() {
            // given: down until now
            CircuitBreaker breaker = breakers.circuitBreaker("logistics");
            breaker.transitionToOpenStateFor(Duration.ofMillis(10));

            // when: it is asked once
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(
                                    operator.post("/admin/v1/deliveries", "{}").status())
                            .isEqualTo(200));

            // then: it will not be refused because nobody asked again in time
            assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        }

        @Test
        void letsTheNextCallTryAServiceThatWasDownAndDoesNotTakeItForDownMeanwhile() {
            assertThat(breakers.getAllCircuitBreakers())
                    .isNotEmpty()
                    .allSatisfy(breaker -> assertThat(
                                    breaker.getCircuitBreakerConfig().isAutomaticTransitionFromOpenToHalfOpenEnabled())
                            .as(
                                    "a breaker that is half open goes back to open where nobody calls: %s",
                                    breaker.getName())
                            .isFalse());
        }

        @Test
        void answersInTimeWhereAServiceDoesNot() {
            // given
            CountDownLatch finished = new CountDownLatch(1);
            service("recommendation").will(call -> {
                try {
                    finished.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                FakeService.answer(call, 200, "{}");
            });

            // when
            ApiResponse answer = operator.get("/api/v1/recommendations?placement=slow");

            // then
            finished.countDown();
            assertThat(answer.status()).isEqualTo(504);
            assertThat(code(answer)).isEqualTo("recommendation-timeout");
            assertThat(service("recommendation").calls()).hasSize(1);
        }

        @Test
        void givesTheLastImpersonalAnswerWhereRecommendationsAreDown() {
            // given
            service("recommendation")
                    .will(call -> FakeService.answer(
                            call,
                            200,
                            call.getRequestURI().toString().contains("user_id")
                                    ? "{\"items\":[\"secret\"],\"degraded\":false}"
                                    : "{\"items\":[\"popular\"],\"degraded\":false}"));
            operator.get("/api/v1/recommendations?placement=front&user_id=u-1");
            await().until(() -> service("recommendation").calls().stream()
                    .anyMatch(call -> call.uri().equals("/api/v1/recommendations?placement=front")));
            operator.get("/api/v1/recommendations?placement=basket");
            service("recommendation").will(com.sun.net.httpserver.HttpExchange::close);

            // when
            ApiResponse fallback = operator.get("/api/v1/recommendations?placement=front&user_id=u-2");
            ApiResponse cart = operator.get("/api/v1/recommendations?placement=basket&limit=3");
            ApiResponse none = operator.get("/api/v1/recommendations?placement=never-seen");

            // then
            assertThat(fallback.status()).isEqualTo(200);
            assertThat(fallback.text())
                    .isEqualTo("{\"items\":[\"popular\"],\"degraded\":true,\"degraded_reason\":\"unavailable\"}");
            assertThat(fallback.header("Shopkeeper-Fallback")).contains("last-known-good");
            assertThat(cart.text()).contains("popular");
            assertThat(none.status()).isEqualTo(503);
            assertThat(code(none)).isEqualTo("recommendation-unavailable");
            assertThat(none.header("Retry-After")).isPresent();
            assertThat(operator.get("/actuator/prometheus").text().lines())
                    .anyMatch(unanswered("recommendation", "last_known_good"))
                    .anyMatch(unanswered("recommendation", "refused"));
        }

        private static Predicate<String> unanswered(String service, String outcome) {
            return line -> line.startsWith("shopkeeper_gateway_unanswered_total{")
                    && line.contains("outcome=\"" + outcome + "\"")
                    && line.contains("upstream=\"" + service + "\"")
                    && !line.endsWith(" 0.0");
        }

        @Test
        void letsInOnlySoManyImportsAtATime() throws Exception {
            // given
            CountDownLatch inside = new CountDownLatch(4);
            CountDownLatch release = new CountDownLatch(1);
            service("inventory").will(call -> {
                inside.countDown();
                try {
                    release.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                FakeService.answer(call, 200, "{}");
            });
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 4; i++) {
                    callers.submit(() -> operator.post("/admin/v1/imports", "x"));
                }
                assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

                // when
                ApiResponse fifth = operator.post("/admin/v1/imports", "x");

                // then
                release.countDown();
                assertThat(fifth.status()).isEqualTo(503);
                assertThat(code(fifth)).isEqualTo("inventory-busy");
            }
        }
    }

    @Test
    void measuresItsBreakers() {
        operator.get("/admin/v1/orders");

        assertThat(operator.get("/actuator/prometheus").text())
                .contains("resilience4j_circuitbreaker_state", "http_client_requests", "shopkeeper_collector_events");
        assertThat(anonymous.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(anonymous.get("/actuator/prometheus").status()).isEqualTo(401);
    }
}
