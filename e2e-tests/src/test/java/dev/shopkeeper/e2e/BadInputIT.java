package dev.shopkeeper.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What people and programs get wrong, through the gateway: a clear 4xx that names field and value, nothing half-stored,
 * and nothing personal in any log.
 */
class BadInputIT {

    private static final String EMAIL = "somebody.private@shop.example";

    private final RunningPlatform platform = RunningPlatform.get();
    private final ApiClient operator = platform.operator();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknown field     | "colour":"red"                                        | colour          |
            wrong type        | "channel":7                                           | channel         | 7
            huge number       | "shipping":{"amount":"1e400","currency":"CNY"}        | shipping.amount | 1e400
            negative money    | "shipping":{"amount":"-1.00","currency":"CNY"}        | shipping.amount | -1.00
            money as number   | "shipping":{"amount":12.3,"currency":"CNY"}           | shipping.amount | 12.3
            unknown currency  | "shipping":{"amount":"1.00","currency":"XQQ"}         | shipping.currency | XQQ
            clock skew        | "placed_at":"2100-01-01T00:00:00Z"                    | placed_at       | 2100-01-01T00:00:00Z
            huge quantity     | "lines":[{"line_id":"1","item_id":"a","quantity":99999999999999999999,"unit_price":{"amount":"1","currency":"CNY"}}] | lines[0].quantity | 99999999999999999999
            """)
    void refusesAnOrderByFieldAndValueAndStoresNothingOfIt(
            String what, String field, String name, @Nullable String value) {
        String id = "bad-" + what.replace(' ', '-') + "-" + run;

        ApiResponse answer = operator.post("/admin/v1/orders", "{\"orders\":[" + order(id, field) + "]}");

        assertProblem(answer, 400, "all-rejected");
        assertThat(answer.json().at("/errors/0/name").asString("")).isEqualTo("orders[0]." + name);
        if (value != null) {
            assertThat(answer.json().at("/errors/0/value").asString("")).isEqualTo(value);
        }
        assertThat(operator.get("/admin/v1/orders/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pricing/suggestions | {"item_id":7}                                    | 400 | item_id         | 7
            pricing/suggestions | {"item_id":"nobody-knows-it"}                    | 404 | item_id         | nobody-knows-it
            pricing/suggestions | {"item_id":"a","approve_by_rule":"yes"}          | 400 | approve_by_rule | yes
            promotions          | {"promotion_id":"bad","item_ids":["a"],"discount":1.5,"from":"2027-01-01T00:00:00Z","to":"2027-02-01T00:00:00Z"} | 400 | discount | 1.5
            promotions          | {"promotion_id":"bad","item_ids":["a"],"discount":0.5,"from":"2027-03-01T00:00:00Z","to":"2027-02-01T00:00:00Z"} | 400 | to | 2027-02-01T00:00:00Z
            competitor-prices   | {"competitor_prices":[{"item_id":"a","competitor_id":"b","observed_at":"2026-01-01T00:00:00Z","price":{"amount":"-1","currency":"CNY"}}]} | 400 | competitor_prices[0].price.amount | -1
            competitor-prices   | {"competitor_prices":[{"item_id":"a","competitor_id":"b","observed_at":"2026-01-01T00:00:00Z","price":{"amount":"1","currency":"XQQ"}}]} | 400 | competitor_prices[0].price.currency | XQQ
            competitor-prices   | {"competitor_prices":[{"item_id":"a","competitor_id":"b","observed_at":"2100-01-01T00:00:00Z","price":{"amount":"1","currency":"CNY"}}]} | 400 | competitor_prices[0].observed_at | 2100-01-01T00:00:00Z
            """)
    void refusesWhatIsNoPriceByFieldAndValue(String path, String body, int status, String name, String value) {
        ApiResponse answer = operator.post("/admin/v1/" + path, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().at("/errors/0/name").asString(""))
                .as(answer.text())
                .isEqualTo(name);
        assertThat(answer.json().at("/errors/0/value").asString("")).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /admin/v1/forecasts/x?horizon=0              | 400 | horizon     | 0
            /admin/v1/forecasts/x?horizon=10000          | 400 | horizon     | 10000
            /admin/v1/forecasts/x?horizon=week           | 400 | horizon     | week
            /admin/v1/forecasts/nobody-knows-it          | 404 |             | nobody-knows-it
            /admin/v1/replenishment/items/nobody-knows-it?location_id=main | 404 | | nobody-knows-it
            """)
    void refusesAQuestionAboutDemandByNameAndValue(String path, int status, @Nullable String name, String value) {
        ApiResponse answer = operator.get(path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains(value);
        if (name != null) {
            assertThat(answer.json().at("/errors/0/name").asString("")).isEqualTo(name);
        }
    }

    @Test
    void keepsTheGoodOrderBesideTheBadOne() {
        String good = "good-" + run;
        String bad = "beside-" + run;

        ApiResponse answer = operator.post(
                "/admin/v1/orders",
                "{\"orders\":[" + order(bad, "\"colour\":1") + "," + order(good, "\"channel\":\"web\"") + "]}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/errors/0/index").asInt(-1)).isZero();
        assertThat(answer.json().at("/errors/0/name").asString("")).isEqualTo("colour");
        assertThat(operator.get("/admin/v1/orders/" + good).status()).isEqualTo(200);
        assertThat(operator.get("/admin/v1/orders/" + bad).status()).isEqualTo(404);
    }

    /** Not bad at all: an id may have any character but control characters, and is found again under its address. */
    @Test
    void takesIdsWithSlashesColonsAndEmojiButNoControlCharacters() {
        String id = "订单/" + run + ":🛒";

        ApiResponse taken =
                operator.post("/admin/v1/orders", "{\"orders\":[" + order(id, "\"channel\":\"web\"") + "]}");
        ApiResponse refused = operator.post(
                "/admin/v1/orders", "{\"orders\":[" + order("a\\u0000" + run, "\"channel\":\"web\"") + "]}");

        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        ApiResponse found =
                operator.get("/admin/v1/orders/" + URLEncoder.encode(id, UTF_8).replace("+", "%20"));
        assertThat(found.json().path("order_id").asString("")).as(found.text()).isEqualTo(id);
        assertProblem(refused, 400, "all-rejected");
        assertThat(refused.json().at("/errors/0/name").asString("")).isEqualTo("orders[0].order_id");
    }

    @Test
    void refusesATenMegabyteBody() {
        String body = "{\"orders\":[" + order("large-" + run, "\"channel\":\"" + "x".repeat(12_000_000) + "\"") + "]}";

        assertProblem(operator.post("/admin/v1/orders", body), 413, null);
        assertProblem(platform.storefront().post("/api/v1/events", body), 413, null);
        assertThat(operator.get("/admin/v1/orders/large-" + run).status()).isEqualTo(404);
    }

    @Test
    void refusesInvalidUtf8() {
        byte[] order =
                ("{\"orders\":[" + order("latin-" + run, "\"channel\":\"caf\u00e9\"") + "]}").getBytes(ISO_8859_1);
        byte[] event = event("latin-" + run, "\"search_term\":\"caf\u00e9\"").getBytes(ISO_8859_1);

        assertProblem(operator.post("/admin/v1/orders", order), 400, null);
        assertProblem(platform.storefront().post("/api/v1/events", event), 400, null);
        assertThat(operator.get("/admin/v1/orders/latin-" + run).status()).isEqualTo(404);
    }

    @Test
    void refusesDuplicateKeysByName() {
        ApiResponse order = operator.post(
                "/admin/v1/orders",
                "{\"orders\":[" + order("twice-" + run, "\"channel\":\"web\",\"channel\":\"app\"") + "]}");
        ApiResponse event = platform.storefront()
                .post("/api/v1/events", event("twice-" + run, "\"session_id\":\"a\",\"session_id\":\"b\""));

        assertProblem(order, 400, null);
        assertThat(order.text()).contains("channel");
        assertProblem(event, 400, null);
        assertThat(event.text()).contains("session_id");
        assertThat(operator.get("/admin/v1/orders/twice-" + run).status()).isEqualTo(404);
    }

    @Test
    void refusesEventsOfAnotherTimeByName() {
        String future = Instant.now().plus(Duration.ofDays(3)).toString();
        String past = Instant.now().minus(Duration.ofDays(4_000)).toString();

        for (String time : new String[] {future, past}) {
            ApiResponse answer = platform.storefront()
                    .post("/api/v1/events", event("skew-" + run, "\"occurred_at\":\"" + time + "\""));
            assertProblem(answer, 400, null);
            assertThat(answer.text()).contains("occurred_at").contains(time.substring(0, 10));
        }
    }

    @Test
    void refusesAnEmptyBatchAndOneOfFiveHundredAndOne() {
        String events = IntStream.rangeClosed(0, 500)
                .mapToObj(i -> event("many-" + run + i, "\"session_id\":\"s\""))
                .collect(Collectors.joining(","));
        String orders = IntStream.rangeClosed(0, 500)
                .mapToObj(i -> order("many-" + run + i, "\"channel\":\"web\""))
                .collect(Collectors.joining(","));

        assertProblem(platform.storefront().post("/api/v1/events", "{\"events\":[]}"), 400, "empty-batch");
        ApiResponse many = platform.storefront().post("/api/v1/events", "[" + events + "]");
        assertProblem(many, 400, "too-many-events");
        assertThat(many.text()).contains("501");
        assertProblem(operator.post("/admin/v1/orders", "{\"orders\":[]}"), 400, null);
        ApiResponse uploaded = operator.post("/admin/v1/orders", "{\"orders\":[" + orders + "]}");
        assertProblem(uploaded, 400, null);
        assertThat(uploaded.text()).contains("501");
        assertThat(operator.get("/admin/v1/orders/many-" + run + "0").status()).isEqualTo(404);
    }

    @Test
    void refusesAnImportOfTheWrongKindAndAGzipBomb() throws IOException {
        ApiClient files = operator.with("Content-Type", "application/octet-stream");
        int before = operator.get("/admin/v1/imports").json().path("items").size();

        ApiResponse kind = files.post("/admin/v1/imports?kind=horoscope", "a,b\n1,2\n");
        ApiResponse other = files.post("/admin/v1/imports?kind=online-retail", "Handle,Title\nx,y\n");
        ApiResponse bomb = files.post("/admin/v1/imports?kind=products-csv", gzip(new byte[64 << 20]));

        assertProblem(kind, 400, null);
        assertThat(kind.text()).contains("kind").contains("horoscope").contains("online-retail");
        assertProblem(other, 422, null);
        assertThat(other.text()).contains("InvoiceNo");
        assertProblem(bomb, 422, null);
        assertThat(operator.get("/admin/v1/imports").json().path("items").size())
                .isEqualTo(before);
    }

    @Test
    void repeatsNothingPersonalInAnswersOrLogs() throws IOException {
        ApiResponse member = operator.post(
                "/admin/v1/members",
                "{\"members\":[{\"user_id\":\"m-" + run + "\",\"joined_at\":\"2026-01-01T00:00:00Z\",\"email_hash\":\""
                        + EMAIL + "\"}]}");
        ApiResponse message = operator.post(
                "/admin/v1/messages",
                "{\"messages\":[{\"message_id\":\"m-" + run + "\",\"received_at\":\"2026-01-01T00:00:00Z\",\"text\":\""
                        + EMAIL + "\\u0000\"}]}");

        assertProblem(member, 400, "all-rejected");
        assertProblem(message, 400, "all-rejected");
        assertThat(member.text() + message.text())
                .contains("email_hash", "text")
                .doesNotContain(EMAIL);
        try (Stream<Path> logs = Files.walk(platform.logs())) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(log), ISO_8859_1))
                        .as(log.toString())
                        .doesNotContain(EMAIL);
            }
        }
    }

    /** An order with one field more, or one replaced. */
    private static String order(String id, String field) {
        StringBuilder order = new StringBuilder("{\"order_id\":\"" + id + "\"");
        if (!field.startsWith("\"channel\"")) {
            order.append(",\"channel\":\"web\"");
        }
        if (!field.startsWith("\"placed_at\"")) {
            order.append(",\"placed_at\":\"2026-01-01T00:00:00Z\"");
        }
        if (!field.startsWith("\"lines\"")) {
            order.append(",\"lines\":[{\"line_id\":\"1\",\"item_id\":\"a\",\"quantity\":1,")
                    .append("\"unit_price\":{\"amount\":\"1.00\",\"currency\":\"CNY\"}}]");
        }
        return order.append(",").append(field).append("}").toString();
    }

    private static String event(String id, String field) {
        return "{\"event_id\":\"" + id + "\",\"event_name\":\"view_promotion\",\"anonymous_id\":\"v\"," + field + "}";
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static void assertProblem(ApiResponse answer, int status, @Nullable String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).as(answer.text()).isEqualTo("application/problem+json");
        if (code != null) {
            assertThat(answer.json().path("code").asString("")).isEqualTo(code);
        }
    }
}
