package dev.shopkeeper.gateway.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.gateway.GatewayFixture;
import dev.shopkeeper.gateway.GatewayTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GatewayTest
class CollectorIT {

    private static final String PATH = "/api/v1/events";

    private final ApiClient anonymous;
    private final KafkaProbe kafka;
    private ApiClient api;
    private String run;

    CollectorIT(@Autowired ApiClient anonymous, @Autowired KafkaProbe kafka) {
        this.anonymous = anonymous;
        this.kafka = kafka;
        this.api = anonymous;
        this.run = "";
    }

    @BeforeEach
    void signIn() {
        api = anonymous.with("X-API-Key", GatewayFixture.STOREFRONT_KEY);
        run = UUID.randomUUID().toString();
    }

    private String event(String id, String more) {
        return """
                {"event_id":"%s-%s","event_name":"view_promotion","user_id":"u-1"%s}""".formatted(run, id, more);
    }

    private ProbedRecord stored(String id) {
        return kafka.await(
                Topic.BEHAVIOUR_NAME,
                message -> message.headers().getOrDefault("ce_id", "").equals(run + "-" + id));
    }

    private List<String> storedIds() {
        return kafka.readAll(Topic.BEHAVIOUR_NAME).stream()
                .map(message -> message.headers().getOrDefault("ce_id", ""))
                .filter(id -> id.startsWith(run))
                .sorted()
                .toList();
    }

    @Test
    void carriesNothingOfWhoDeniedConsent() {
        // when
        ApiResponse answer = api.post(
                PATH,
                event(
                        "denied",
                        ",\"anonymous_id\":\"browser\",\"session_id\":\"s\",\"ranking_id\":\"r\",\"consent\":\"denied\""));

        // then
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        ProbedRecord record = stored("denied");
        SchemaAssert.assertValid(record);
        assertThat(record.key()).isEqualTo(run + "-denied");
        assertThat(record.text()).doesNotContain("u-1", "browser", "session", "ranking");
        assertThat(record.headers().values()).doesNotContain("u-1", "browser");
    }

    @Test
    void takesADeniedEventThatNamesNobody() {
        String body = "{\"event_id\":\"%s-nobody\",\"event_name\":\"view_promotion\",\"consent\":\"denied\"}";

        assertThat(api.post(PATH, body.formatted(run)).status()).isEqualTo(202);
        assertThat(api.post(PATH, body.formatted(run).replace("denied", "granted"))
                        .json()
                        .at("/errors/0/name")
                        .stringValue(""))
                .isEqualTo("user_id");
    }

    @Test
    void storesAnEventAsACloudEvent() {
        // when
        ApiResponse answer = api.with("X-Correlation-Id", "c-1")
                .post(
                        PATH,
                        event(
                                "a",
                                ",\"items\":[{\"item_id\":\"书/1:😀\",\"price\":\"12.30\",\"quantity\":2}],\"currency\":\"CNY\",\"value\":24.6"));

        // then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text()).isEqualTo("{\"accepted\":1,\"rejected\":0,\"duplicates\":0,\"errors\":[]}");
        ProbedRecord message = stored("a");
        assertThat(message.key()).isEqualTo("u-1");
        assertThat(message.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_source", "/gateway")
                .containsEntry("ce_type", "shop.behaviour.recorded.v1")
                .containsEntry("ce_subject", "u-1")
                .containsEntry("content-type", "application/json")
                .containsEntry("correlation_id", "c-1")
                .containsKeys("ce_time", "ce_dataschema", "traceparent");
        SchemaAssert.assertValid(message);
        BehaviourRecorded event = EventJson.mapper().readValue(message.value(), BehaviourRecorded.class);
        assertThat(event.receivedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(event.occurredAt()).isEqualTo(event.receivedAt());
        assertThat(event.items()).singleElement().satisfies(item -> {
            assertThat(item.itemId()).isEqualTo("书/1:😀");
            assertThat(item.price()).isEqualByComparingTo("12.30");
        });
    }

    @Test
    void storesTheGoodOnesOfABatchAndNamesWhatIsWrongWithTheOthers() {
        // when
        ApiResponse answer = api.post(
                PATH,
                "{\"events\":[" + event("a", "") + "," + event("b", ",\"items\":[{\"item_id\":\"i\",\"price\":-1}]")
                        + "," + event("c", "") + "," + event("a", "") + "]}");

        // then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().path("rejected").asInt()).isEqualTo(1);
        assertThat(answer.json().path("duplicates").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/errors/0/index").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/errors/0/name").asString()).isEqualTo("items[0].price");
        assertThat(answer.json().at("/errors/0/value").asInt()).isEqualTo(-1);
        assertThat(storedIds()).containsExactly(run + "-a", run + "-c");
    }

    @Test
    void takesFiveHundredAndStoresNoneOfFiveHundredAndOne() {
        // given
        String most =
                IntStream.range(0, 500).mapToObj(i -> event("m" + i, "")).collect(Collectors.joining(",", "[", "]"));
        String more =
                IntStream.range(0, 501).mapToObj(i -> event("n" + i, "")).collect(Collectors.joining(",", "[", "]"));

        // when
        ApiResponse taken = api.post(PATH, most);
        ApiResponse refused = api.post(PATH, more);

        // then
        assertThat(taken.status()).isEqualTo(202);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        assertThat(refused.json().path("code").asString()).isEqualTo("too-many-events");
        assertThat(storedIds()).hasSize(500);
    }

    @Test
    void refusesABatchOfWhichNothingIsLeft() {
        ApiResponse answer = api.post(PATH, "[{\"event_id\":\"x\",\"colour\":\"red\"}]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("all-rejected");
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:shopkeeper:problem:all-rejected");
        assertThat(answer.json().path("correlation_id").asString()).isNotEmpty();
        assertThat(answer.json().path("errors").toString()).contains("colour", "event_name", "user_id");
    }

    @Test
    void refusesAnEmptyBatchAndWhatIsNoJson() {
        assertThat(api.post(PATH, "[]").json().path("code").asString()).isEqualTo("empty-batch");
        assertThat(api.post(PATH, "{\"events\":[]}").json().path("code").asString())
                .isEqualTo("empty-batch");
        assertThat(api.post(PATH, "").json().path("code").asString()).isEqualTo("empty-body");
        assertThat(api.post(PATH, "{\"event_id\":").json().path("code").asString())
                .isEqualTo("malformed-json");
        assertThat(api.post(PATH, new byte[] {'[', '"', (byte) 0xC3, '"', ']'})
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("invalid-utf-8");
    }

    @Test
    void letsOnlyOperatorsSendOldHistory() {
        // given
        String old = event("old", ",\"occurred_at\":\"2010-12-01T08:26:00Z\"");

        // when
        ApiResponse refused = api.post(PATH, old);
        ApiResponse taken =
                anonymous.with("X-API-Key", GatewayFixture.OPERATOR_KEY).post(PATH, old);

        // then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/name").asString()).isEqualTo("occurred_at");
        assertThat(taken.status()).isEqualTo(202);
        assertThat(stored("old").headers()).containsEntry("ce_time", "2010-12-01T08:26:00Z");
    }

    @Test
    void undoesGzipAndRefusesABomb() throws IOException {
        // given
        byte[] good = gzip(event("z", "").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        byte[] bomb = gzip(new byte[20_000_000]);
        ApiClient gzip = api.with("Content-Encoding", "gzip");

        // then
        assertThat(gzip.post(PATH, good).status()).isEqualTo(202);
        ApiResponse refused = gzip.post(PATH, bomb);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().path("code").asString()).isEqualTo("gzip-ratio-exceeded");
        assertThat(gzip.post(PATH, "no gzip").json().path("code").asString()).isEqualTo("malformed-gzip");
        assertThat(api.with("Content-Encoding", "br").post(PATH, "x").status()).isEqualTo(415);
    }

    @Test
    void refusesTenMegabytes() {
        ApiResponse answer = api.post(PATH, new byte[10_000_000]);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("code").asString()).isEqualTo("body-too-large");
    }

    @Test
    void takesTheEventsOfSegmentAndSnowplow() {
        // given
        String segment = """
                {"batch":[{"type":"track","event":"Product Added","messageId":"%s-s","userId":"u-2",
                  "properties":{"product_id":"p-1","price":18.99,"quantity":1}},
                 {"type":"page","messageId":"%s-p","userId":"u-2"}]}""".formatted(run, run);
        String snowplow = """
                {"schema":"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4","data":[
                 {"e":"ue","eid":"%s-w","duid":"d-1",
                  "ue_pr":"{\\"schema\\":\\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\\",\\"data\\":{\\"schema\\":\\"iglu:com.snowplowanalytics.snowplow.ecommerce/snowplow_ecommerce_action/jsonschema/1-0-2\\",\\"data\\":{\\"type\\":\\"product_view\\"}}}",
                  "co":"{\\"schema\\":\\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0\\",\\"data\\":[{\\"schema\\":\\"iglu:com.snowplowanalytics.snowplow.ecommerce/product/jsonschema/1-0-0\\",\\"data\\":{\\"id\\":\\"p-9\\",\\"price\\":3,\\"currency\\":\\"EUR\\"}}]}"}]}""".formatted(run);

        // when
        ApiResponse segmentAnswer = api.post(PATH + "/segment", segment);
        ApiResponse snowplowAnswer = api.post(PATH + "/snowplow", snowplow);

        // then
        assertThat(segmentAnswer.text()).contains("\"accepted\":1,\"rejected\":1", "\"name\":\"type\"");
        assertThat(snowplowAnswer.text()).contains("\"accepted\":1,\"rejected\":0");
        assertThat(new String(stored("s").value(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("add_to_cart", "p-1", "18.99");
        assertThat(new String(stored("w").value(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("view_item", "p-9", "EUR");
    }

    @Test
    void refusesWhatIsNoPostOfJson() {
        assertThat(api.get(PATH).status()).isEqualTo(405);
        assertThat(api.with("Content-Type", "text/csv").post(PATH, "a,b").status())
                .isEqualTo(415);
        assertThat(api.with("Accept", "image/png").post(PATH, event("x", "")).status())
                .isEqualTo(406);
        assertThat(anonymous.post(PATH, event("x", "")).status()).isEqualTo(401);
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        }
        return compressed.toByteArray();
    }
}
