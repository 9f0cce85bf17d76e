package dev.shopkeeper.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.pricing.elasticity.Elasticity.Standing;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** An item of a test's own: what the catalogue tells of it, what is decided about it, and what is seen of its price. */
final class PricedItem {

    static final Instant LISTED = Instant.parse("2026-03-01T10:30:00Z");
    static final String SUGGESTIONS = "/admin/v1/pricing/suggestions";
    static final String PROMOTIONS = "/admin/v1/promotions";

    private final String id = UUID.randomUUID().toString();
    private final ApiClient api;
    private final KafkaProbe kafka;
    private final JdbcTemplate jdbc;
    private final KnownElasticities elasticities;

    PricedItem(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc, KnownElasticities elasticities) {
        this.api = api.as(Role.OPERATOR).with("Accept-Language", "en");
        this.kafka = kafka;
        this.jdbc = jdbc;
        this.elasticities = elasticities;
    }

    String id() {
        return id;
    }

    void send(ShopEvent event) {
        kafka.send(new EventEnvelope<>(UUID.randomUUID().toString(), "/test", LISTED, event));
    }

    void upsert(String listPrice, @Nullable String cost, Instant at) {
        upsert(Money.of(listPrice, "CNY"), cost == null ? null : Money.of(cost, "CNY"), at);
    }

    void upsert(@Nullable Money listPrice, @Nullable Money cost, Instant at) {
        send(new ItemUpserted(
                id,
                Map.of("en", "Cup"),
                null,
                null,
                null,
                List.of("kitchen"),
                Map.of(),
                cost,
                listPrice,
                null,
                null,
                null,
                true,
                at));
    }

    /** Lists it at 10.00. */
    void onSale(@Nullable String cost) {
        upsert("10.00", cost, LISTED);
        eventuallyPrice("10.00");
    }

    void known(double value, double lower, double upper) {
        known("7", value, lower, upper, Standing.KNOWN);
    }

    void known(String version, double value, double lower, double upper, Standing standing) {
        elasticities.put(id, version, KnownElasticities.of(value, lower, upper, standing, 10));
    }

    static void eventually(Runnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion::run);
    }

    ApiResponse asked() {
        return api.as(Role.STOREFRONT).get("/api/v1/prices/" + id);
    }

    JsonNode quote() {
        return asked().json();
    }

    void eventuallyPrice(String amount) {
        eventually(() -> assertThat(quote().at("/price/amount").asString("")).isEqualTo(amount));
    }

    ApiResponse suggest() {
        return api.post(SUGGESTIONS, Map.of("item_id", id));
    }

    JsonNode suggested() {
        ApiResponse answer = suggest();
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    ApiResponse approve(JsonNode suggestion) {
        return approve(id(suggestion));
    }

    ApiResponse approve(String suggestionId) {
        return api.send("POST", SUGGESTIONS + "/" + suggestionId + "/approve", null);
    }

    /** A suggestion as it stands. */
    JsonNode now(String suggestionId) {
        return api.get(SUGGESTIONS + "/" + suggestionId).json();
    }

    String state(String suggestionId) {
        return now(suggestionId).path("state").asString("");
    }

    List<String> ledger() {
        return jdbc.queryForList(
                "select reason from price_ledger where item_id = ? order by effective_from", String.class, id);
    }

    List<PriceChanged> told() {
        return kafka.readAll(Topic.PRICE_NAME).stream()
                .filter(each -> id.equals(each.key()))
                .peek(SchemaAssert::assertValid)
                .map(each -> each.as(PriceChanged.class))
                .toList();
    }

    /** Ends the connection of whoever is about to tell a price of it: all is written by then, and nothing committed. */
    void cutOffBeforeTheCommit(Runnable meanwhile) {
        jdbc.execute("""
                create function cut_off() returns trigger language plpgsql as $$
                begin
                    perform pg_terminate_backend(pg_backend_pid());
                    return new;
                end $$""");
        jdbc.execute("create trigger cut_off before insert on outbox for each row when (new.aggregateid = '%s')"
                        .formatted(id)
                + " execute function cut_off()");
        try {
            meanwhile.run();
        } finally {
            jdbc.execute("drop trigger cut_off on outbox");
            jdbc.execute("drop function cut_off()");
        }
    }

    static String id(JsonNode suggestion) {
        return suggestion.path("suggestion_id").asString();
    }

    static String amount(JsonNode body, String pointer) {
        return body.at(pointer + "/amount").asString("");
    }

    static List<String> texts(JsonNode body, String list, String field) {
        return body.at(list)
                .valueStream()
                .map(each -> each.path(field).asString())
                .toList();
    }

    static List<String> kinds(JsonNode suggestion) {
        return texts(suggestion, "/explanation/reasons", "kind");
    }

    static void refused(ApiResponse answer, int status, String code, String... words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").asString("")).as(answer.text()).isEqualTo(code);
        assertThat(answer.text()).contains(words);
    }
}
