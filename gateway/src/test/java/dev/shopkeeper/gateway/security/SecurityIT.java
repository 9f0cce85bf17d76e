package dev.shopkeeper.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.shopkeeper.gateway.FakeService;
import dev.shopkeeper.gateway.GatewayFixture;
import dev.shopkeeper.gateway.GatewayTest;
import dev.shopkeeper.starter.security.InternalTokens;
import dev.shopkeeper.testing.TestTokens;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.jwt.Jwt;

@GatewayTest
class SecurityIT {

    private static final String STOREFRONT_PATH = "/api/v1/products/p-1";
    private static final String ADMIN_PATH = "/admin/v1/orders";

    private final ApiClient anonymous;
    private final InternalTokens tokens;
    private final int port;

    SecurityIT(@Autowired ApiClient anonymous, @Autowired InternalTokens tokens, @LocalServerPort int port) {
        this.anonymous = anonymous;
        this.tokens = tokens;
        this.port = port;
    }

    @BeforeEach
    void allIsWell() {
        GatewayFixture.SERVICES.values().forEach(FakeService::reset);
    }

    private ApiClient key(String key) {
        return anonymous.with("X-API-Key", key);
    }

    private ApiClient bearer(String token) {
        return anonymous.with("Authorization", "Bearer " + token);
    }

    private static void assertProblem(ApiResponse answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        assertThat(answer.json().path("correlation_id").asString()).isNotEmpty();
    }

    @Test
    void asksWhoIsCalling() {
        ApiResponse answer = anonymous.get(STOREFRONT_PATH);

        assertProblem(answer, 401, "missing-credentials");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void refusesCredentialsThatItDoesNotKnow() {
        assertProblem(key("pk_unknown").get(STOREFRONT_PATH), 401, "invalid-credentials");
        assertProblem(bearer("sk_unknown").get(STOREFRONT_PATH), 401, "invalid-credentials");
        assertProblem(bearer("no.jwt.atall").get(STOREFRONT_PATH), 401, "invalid-credentials");
        assertProblem(
                anonymous.with("Authorization", "Basic YTpi").get(STOREFRONT_PATH), 401, "unsupported-credentials");
        assertProblem(
                key(GatewayFixture.OPERATOR_KEY)
                        .with("Authorization", "Bearer " + GatewayFixture.OPERATOR_KEY)
                        .get(STOREFRONT_PATH),
                401,
                "ambiguous-credentials");
    }

    private static String userToken(String user, String audience, Duration age, Duration lifetime, String secret)
            throws JOSEException {
        Instant issued = Instant.now().minus(age);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(user)
                        .audience(audience)
                        .issueTime(Date.from(issued))
                        .expirationTime(Date.from(issued.plus(lifetime)))
                        .build());
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }

    private static String withoutIssue(String user, String audience, Duration lifetime, String secret)
            throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(user)
                        .audience(audience)
                        .expirationTime(Date.from(Instant.now().plus(lifetime)))
                        .build());
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }

    private static FakeService service(String name) {
        return Objects.requireNonNull(GatewayFixture.SERVICES.get(name));
    }

    private String userAt(String service, String path) {
        String authorization = service(service).calls().stream()
                .filter(call -> call.uri().equals(path))
                .reduce((first, last) -> last)
                .orElseThrow()
                .header("Authorization");
        String user = tokens.verify(authorization.substring("Bearer ".length())).getClaimAsString(InternalTokens.USER);
        return user == null ? "nobody" : user;
    }

    @ParameterizedTest
    @ValueSource(strings = {GatewayFixture.USER_SECRET, GatewayFixture.OLD_USER_SECRET})
    void tellsServicesForWhomTheShopVouches(String secret) throws JOSEException {
        String path = "/api/v1/members/anna/tier";
        ApiClient storefront = key(GatewayFixture.STOREFRONT_KEY);

        storefront.get(path);
        assertThat(userAt("membership", path)).isEqualTo("nobody");

        String token = userToken("anna", "shopkeeper-user", Duration.ZERO, Duration.ofMinutes(15), secret);
        storefront.with("X-User-Token", token).get(path);
        assertThat(userAt("membership", path)).isEqualTo("anna");
        assertThat(service("membership").calls().getLast().header("X-User-Token"))
                .isEmpty();

        storefront.get(path);
        assertThat(userAt("membership", path)).isEqualTo("nobody");
    }

    @Test
    void refusesUserTokensThatTheShopDidNotSignJustNow() throws JOSEException {
        Duration quarter = Duration.ofMinutes(15);
        String audience = "shopkeeper-user";
        List<String> wrong = List.of(
                "no token",
                userToken("anna", audience, Duration.ZERO, quarter, "another secret, as long as it has to be"),
                userToken("anna", "another audience", Duration.ZERO, quarter, GatewayFixture.USER_SECRET),
                userToken("anna", audience, Duration.ofHours(1), quarter, GatewayFixture.USER_SECRET),
                userToken("anna", audience, Duration.ZERO, Duration.ofDays(1), GatewayFixture.USER_SECRET),
                userToken("", audience, Duration.ZERO, quarter, GatewayFixture.USER_SECRET),
                userToken("anna", audience, Duration.ofDays(-3650), quarter, GatewayFixture.USER_SECRET),
                withoutIssue("anna", audience, Duration.ofDays(3650), GatewayFixture.USER_SECRET),
                new PlainJWT(new JWTClaimsSet.Builder()
                                .subject("anna")
                                .audience(audience)
                                .build())
                        .serialize(),
                TestTokens.speakingFor("anna"));

        for (String token : wrong) {
            assertProblem(
                    key(GatewayFixture.STOREFRONT_KEY)
                            .with("X-User-Token", token)
                            .get("/api/v1/members/anna/tier"),
                    401,
                    "invalid-user-token");
        }
        assertThat(service("membership").calls()).isEmpty();
    }

    @Test
    void takesNoInternalTokenFromOutside() {
        assertProblem(bearer(TestTokens.token("ADMIN")).get(ADMIN_PATH), 401, "invalid-credentials");
        assertProblem(bearer(TestTokens.token("ADMIN")).post("/api/v1/events", "[]"), 401, "invalid-credentials");
    }

    @Test
    void takesEventsOfAServiceAndNothingElseFromIt() {
        ApiClient service = bearer(tokens.mintForCollector("inventory-service"));

        assertProblem(service.post("/api/v1/events", "[]"), 400, "empty-batch");
        assertProblem(service.get(ADMIN_PATH), 401, "invalid-credentials");
        assertProblem(service.get(STOREFRONT_PATH), 401, "invalid-credentials");
    }

    @Test
    void takesAKeyInEitherHeaderAndMintsATokenForIt() {
        assertThat(key(GatewayFixture.STOREFRONT_KEY).get(STOREFRONT_PATH).status())
                .isEqualTo(200);
        assertThat(bearer(GatewayFixture.STOREFRONT_KEY).get(STOREFRONT_PATH).status())
                .isEqualTo(200);

        String sent = Objects.requireNonNull(GatewayFixture.SERVICES.get("inventory"))
                .lastCall()
                .header("Authorization");
        Jwt token = tokens.verify(sent.substring("Bearer ".length()));
        assertThat(token.getSubject()).isEqualTo("storefront");
        assertThat(token.getClaimAsString("role")).isEqualTo("STOREFRONT");
    }

    @Test
    void keepsTheStorefrontOutOfOperations() {
        assertProblem(key(GatewayFixture.STOREFRONT_KEY).get(ADMIN_PATH), 403, "forbidden");
        assertThat(key(GatewayFixture.OPERATOR_KEY).get(ADMIN_PATH).status()).isEqualTo(200);
        assertThat(key(GatewayFixture.OPERATOR_KEY).get(STOREFRONT_PATH).status())
                .isEqualTo(200);
        assertProblem(key(GatewayFixture.STOREFRONT_KEY).get("/actuator/prometheus"), 403, "forbidden");
    }

    @Test
    void letsTheCollectorOfMetricsReadThemAndNothingElse() {
        ApiClient metrics = bearer(GatewayFixture.METRICS_KEY);

        assertThat(metrics.get("/actuator/prometheus").text()).contains("service=\"gateway\"");
        assertProblem(metrics.get(ADMIN_PATH), 403, "forbidden");
        assertProblem(metrics.get(STOREFRONT_PATH), 403, "forbidden");
        assertProblem(metrics.post("/api/v1/events", "[]"), 403, "forbidden");
        assertThat(key(GatewayFixture.OPERATOR_KEY).get("/actuator/prometheus").status())
                .isEqualTo(200);
    }

    @Test
    void limitsRequestsByKey() {
        // when
        List<ApiResponse> answers = IntStream.range(0, 6)
                .mapToObj(i -> key(GatewayFixture.SLOW_KEY).get(STOREFRONT_PATH))
                .toList();

        // then
        assertThat(answers.getFirst().status()).isEqualTo(200);
        assertThat(answers.getFirst().header("RateLimit-Limit")).contains("2");
        ApiResponse refused = answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
        assertProblem(refused, 429, "rate-limit-exceeded");
        assertThat(refused.header("Retry-After")).contains("1");
        assertThat(refused.header("RateLimit-Remaining")).contains("0");
        assertThat(key(GatewayFixture.OPERATOR_KEY).get(STOREFRONT_PATH).status())
                .isEqualTo(200);
    }

    @Test
    void bindsAKeyToItsOrigins() {
        ApiClient bound = key(GatewayFixture.ORIGIN_KEY);

        assertThat(bound.get(STOREFRONT_PATH).status()).isEqualTo(200);
        assertThat(bound.with("Origin", "https://shop.example")
                        .get(STOREFRONT_PATH)
                        .status())
                .isEqualTo(200);
        assertProblem(bound.with("Origin", "https://evil.example").get(STOREFRONT_PATH), 403, "origin-not-allowed");
    }

    @Test
    void answersPreflightsOfTheAllowedOriginsOnly() {
        ApiResponse allowed = anonymous
                .with("Origin", "https://shop.example")
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "x-api-key,content-type")
                .send("OPTIONS", "/api/v1/events", null);
        ApiResponse refused = anonymous
                .with("Origin", "https://evil.example")
                .with("Access-Control-Request-Method", "POST")
                .send("OPTIONS", "/api/v1/events", null);

        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header("Access-Control-Allow-Origin")).contains("https://shop.example");
        assertProblem(refused, 403, "origin-not-allowed");
    }

    @Test
    void takesTheTokensOfTheIdentityProvider() throws Exception {
        assertThat(bearer(oidc(List.of("offline", "operator"), Duration.ofMinutes(5)))
                        .get(ADMIN_PATH)
                        .status())
                .isEqualTo(200);
        assertProblem(bearer(oidc(List.of("storefront"), Duration.ofMinutes(5))).get(ADMIN_PATH), 403, "forbidden");
        assertProblem(bearer(oidc(List.of("offline"), Duration.ofMinutes(5))).get(ADMIN_PATH), 403, "no-role");
        assertProblem(
                bearer(oidc(List.of("operator"), Duration.ofHours(-1))).get(ADMIN_PATH), 401, "invalid-credentials");
    }

    private static String oidc(List<String> roles, Duration life) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject("ana")
                        .claim("realm_access", Map.of("roles", roles))
                        .expirationTime(Date.from(Instant.now().plus(life)))
                        .build());
        token.sign(new MACSigner(GatewayFixture.OIDC_SECRET.getBytes(UTF_8)));
        return token.serialize();
    }

    @Test
    void readsTheKeysAgainWhenTheFileChangesAndKeepsThemWhenItBreaks() throws IOException {
        // given
        ApiClient late = key("pk_test_late");
        assertThat(late.get(STOREFRONT_PATH).status()).isEqualTo(401);
        try {
            // when
            Files.writeString(
                    GatewayFixture.KEYS,
                    GatewayFixture.keysJson(
                            ",{\"id\":\"late\",\"sha256\":\"%s\",\"role\":\"STOREFRONT\",\"requests_per_second\":100}"
                                    .formatted(GatewayFixture.sha256("pk_test_late"))));

            // then
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(late.get(STOREFRONT_PATH).status()).isEqualTo(200));
            Files.writeString(GatewayFixture.KEYS, "{broken");
            await().pollDelay(Duration.ofMillis(200))
                    .untilAsserted(
                            () -> assertThat(late.get(STOREFRONT_PATH).status()).isEqualTo(200));
        } finally {
            Files.writeString(GatewayFixture.KEYS, GatewayFixture.keysJson(""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/pro|ducts HTTP/1.1",
                "GET /api/v1/products/%zz HTTP/1.1",
                "GET /api/v1/products/%00 HTTP/1.1",
                "GET /api/v1/../../etc/passwd HTTP/1.1",
                "BREW /api/v1/products/x HTTP/1.1"
            })
    void answersMalformedRequestsWithAProblem(String requestLine) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            // when
            OutputStream out = socket.getOutputStream();
            out.write((requestLine + "\r\nHost: localhost\r\nX-API-Key: " + GatewayFixture.STOREFRONT_KEY
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), UTF_8);

            // then
            assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json", "\"code\":");
        }
    }
}
