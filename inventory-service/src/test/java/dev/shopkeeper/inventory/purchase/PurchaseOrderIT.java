package dev.shopkeeper.inventory.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PurchaseOrderChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.inventory.InventoryIT;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class PurchaseOrderIT extends InventoryIT {

    @Autowired
    private ApiClient anybody;

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Purchasing purchasing;

    @Autowired
    private TransactionTemplate transactions;

    private ApiClient api;
    private String path = "";
    private String order = "";
    private final String item = "po-" + UUID.randomUUID();

    @BeforeEach
    void draft() {
        api = anybody.as(Role.OPERATOR);
        api.put("/admin/v1/products/" + item, "{\"titles\":{\"en\":\"Tea\"}}");
        order = Objects.requireNonNull(transactions.execute(status ->
                purchasing.draft(new PurchaseOrderDraft(item, "main", "acme", 10, Money.of("2.50", "EUR"), 3))));
        path = "/admin/v1/purchase-orders/" + order;
    }

    private JsonNode receive(long quantity, String movement) {
        ApiResponse answer = api.post(
                path + "/receive", "{\"quantity\":" + quantity + ",\"movement_id\":\"" + item + movement + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private long onHand() {
        return api.get("/admin/v1/stock/" + item).json().path("on_hand").asLong();
    }

    @Test
    void isApprovedReceivedInPartsThroughTheLedgerAndTold() {
        // when
        JsonNode approved = api.post(path + "/approve", "{}").json();
        JsonNode part = receive(4, "1");
        JsonNode again = receive(4, "1");
        JsonNode whole = receive(8, "2");

        // then
        assertThat(approved.path("state").asString("")).isEqualTo("APPROVED");
        assertThat(approved.has("expected_at")).isTrue();
        assertThat(part.path("state").asString("")).isEqualTo("APPROVED");
        assertThat(part.path("received_quantity").asLong()).isEqualTo(4);
        assertThat(again.path("received_quantity").asLong()).isEqualTo(4);
        assertThat(whole.path("state").asString("")).isEqualTo("RECEIVED");
        assertThat(whole.path("over_received").asLong()).isEqualTo(2);
        assertThat(onHand()).isEqualTo(12);
        assertThat(jdbc.queryForMap("select * from stock_movement where movement_id = ?", item + "1"))
                .containsEntry("purchase_order_id", order)
                .containsEntry("supplier_id", "acme")
                .extractingByKey("ordered_at")
                .isNotNull();
        kafka.await(
                Topic.STOCK_NAME,
                record -> item.equals(record.key())
                        && record.type().equals(PurchaseOrderChanged.TYPE)
                        && record.as(PurchaseOrderChanged.class).state().equals("received"));
        assertThat(kafka.readAll(Topic.STOCK_NAME).stream()
                        .filter(record ->
                                item.equals(record.key()) && record.type().equals(PurchaseOrderChanged.TYPE))
                        .map(record -> record.as(PurchaseOrderChanged.class).state()))
                .containsExactly("proposed", "approved", "approved", "received");
    }

    @Test
    void countsAReceiptThatAPlainMovementReportsOnce() {
        api.post(path + "/approve", "{}");
        String movement = """
                {"movements":[{"movement_id":"%s-m","item_id":"%s","location_id":"main","reason":"received","quantity":6,
                  "purchase_order_id":"%s"}]}
                """.formatted(item, item, order);

        api.post("/admin/v1/stock/movements", movement);
        api.post("/admin/v1/stock/movements", movement);

        assertThat(api.get(path).json().path("received_quantity").asLong()).isEqualTo(6);
        assertThat(onHand()).isEqualTo(6);
    }

    @Test
    void refusesAReceiptOfAnotherItemThanWasOrderedAndTakesTheRestOfTheRequest() {
        api.post(path + "/approve", "{}");
        String other = item + "-other";
        api.put("/admin/v1/products/" + other, "{\"titles\":{\"en\":\"Coffee\"}}");
        String movement = "{\"movement_id\":\"%s\",\"item_id\":\"%s\",\"location_id\":\"main\","
                + "\"reason\":\"received\",\"quantity\":2,\"purchase_order_id\":\"%s\"}";

        ApiResponse answer = api.post(
                "/admin/v1/stock/movements",
                "{\"movements\":["
                        + movement.formatted(item + "-a", other, order) + ","
                        + movement.formatted(item + "-b", other, "ERP-4711") + ","
                        + movement.formatted(item + "-c", item, order) + "]}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().path("errors").toString())
                .contains("other-purchase-order", "purchase_order_id", order, "order of item '" + item + "'");
        assertThat(api.get(path).json().path("received_quantity").asLong()).isEqualTo(2);
        assertThat(api.get("/admin/v1/stock/" + other).json().path("on_hand").asLong())
                .isEqualTo(2);
    }

    @Test
    void countsWhatCameToAnotherPlaceThanItWasOrderedFor() {
        api.post(path + "/approve", "{}");

        api.post("/admin/v1/stock/movements", """
                {"movements":[{"movement_id":"%s-m","item_id":"%s","location_id":"annex","reason":"received","quantity":10,
                  "purchase_order_id":"%s"}]}
                """.formatted(item, item, order));

        assertThat(api.get(path).json().path("state").asString("")).isEqualTo("RECEIVED");
        assertThat(onHand()).isEqualTo(10);
    }

    @Test
    void takesInNothingThatCameBeforeItWasOrdered() {
        api.post(path + "/approve", "{}");

        ApiResponse refused = api.post(
                path + "/receive",
                "{\"quantity\":1,\"movement_id\":\"" + item + "\",\"occurred_at\":\"2020-02-03T04:05:06Z\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("occurred_at", "2020-02-03T04:05:06Z", "approved at");
        assertThat(onHand()).isZero();
    }

    @Test
    void isNotApprovedForAnItemThatIsNotOnSale() {
        api.delete("/admin/v1/products/" + item);

        ApiResponse refused = api.post(path + "/approve", "{}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("item-not-on-sale", "item_id", item);
        assertThat(api.get(path).json().path("state").asString("")).isEqualTo("DRAFT");
        assertThat(api.post(path + "/cancel", "{}").status()).isEqualTo(200);
    }

    @Test
    void refusesWhatItsStateDoesNotAllowByName() {
        assertThat(api.post(path + "/receive", "{\"quantity\":1,\"movement_id\":\"" + item + "\"}"))
                .returns(409, ApiResponse::status)
                .extracting(ApiResponse::text)
                .asString()
                .contains("DRAFT", "receive");
        api.post(path + "/cancel", "{\"reason\":\"too dear\"}");
        ApiResponse late = api.post(path + "/approve", "{}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("wrong-purchase-order-state", "CANCELLED");
        assertThat(api.get(path).json().path("cancel_reason").asString("")).isEqualTo("too dear");
        assertThat(api.post(path + "/cancel", "{}").status()).isEqualTo(409);
        assertThat(api.post("/admin/v1/purchase-orders/none/approve", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void isApprovedInAnotherQuantityOnlyWithAReason() {
        ApiResponse without = api.post(path + "/approve", "{\"quantity\":7}");
        ApiResponse negative = api.post(path + "/approve", "{\"quantity\":-7,\"reason\":\"x\"}");
        JsonNode with = api.post(path + "/approve", "{\"quantity\":7,\"reason\":\"little room\"}")
                .json();

        assertThat(without.status()).isEqualTo(400);
        assertThat(without.text()).contains("reason", "7", "10");
        assertThat(negative.text()).contains("quantity", "-7");
        assertThat(with.path("quantity").asLong()).isEqualTo(7);
        assertThat(with.path("proposed_quantity").asLong()).isEqualTo(10);
        assertThat(with.path("change_reason").asString("")).isEqualTo("little room");
    }

    @Test
    void isChangedOnlyAsTheCallerHasSeenIt() {
        // given
        String seen = api.get(path).header("ETag").orElseThrow();
        api.post(path + "/approve", "{}");
        String approved = api.get(path).header("ETag").orElseThrow();

        // when
        ApiResponse stale = api.with("If-Match", seen).post(path + "/cancel", "{}");
        ApiResponse part = api.with("If-Match", approved)
                .post(path + "/receive", "{\"quantity\":4,\"movement_id\":\"" + item + "-p\"}");
        ApiResponse late = api.with("If-Match", approved)
                .post(path + "/receive", "{\"quantity\":4,\"movement_id\":\"" + item + "-q\"}");
        ApiResponse present =
                api.with("If-Match", part.header("ETag").orElseThrow()).post(path + "/cancel", "{}");

        // then
        assertThat(approved).isNotEqualTo(seen);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().path("code").asString("")).isEqualTo("version-mismatch");
        assertThat(stale.text()).contains("If-Match", "purchase order has version");
        assertThat(part.status()).as(part.text()).isEqualTo(200);
        assertThat(part.header("ETag")).isNotEmpty().isNotEqualTo(approved);
        assertThat(late.status()).isEqualTo(412);
        assertThat(onHand()).isEqualTo(4);
        assertThat(present.status()).as(present.text()).isEqualTo(200);
        assertThat(present.header("ETag")).isEqualTo(api.get(path).header("ETag"));
        assertThat(present.json().path("state").asString("")).isEqualTo("CANCELLED");
    }

    @Test
    void refusesATagThatIsNone() {
        ApiResponse refused = api.with("If-Match", "newest").post(path + "/approve", "{}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("If-Match", "newest", "must be the ETag of the purchase order");
        assertThat(api.with("If-Match", "*").post(path + "/approve", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void isApprovedOnceWithAKeyHoweverOftenItIsSent() {
        ApiClient keyed = api.with("Idempotency-Key", item);

        ApiResponse first = keyed.post(path + "/approve", "{}");
        ApiResponse second = keyed.post(path + "/approve", "{}");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void losesNoReceiptWhenManyComeAtOnce() throws Exception {
        api.post(path + "/approve", "{}");
        List<Future<ApiResponse>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 16; i++) {
                String body = "{\"quantity\":1,\"movement_id\":\"" + item + "-c" + i + "\"}";
                answers.add(clients.submit(() -> api.post(path + "/receive", body)));
            }
        }
        for (Future<ApiResponse> answer : answers) {
            assertThat(answer.get().status()).as(answer.get().text()).isEqualTo(200);
        }

        assertThat(onHand()).isEqualTo(16);
        assertThat(api.get(path).json().path("received_quantity").asLong()).isEqualTo(16);
        assertThat(api.get(path).json().path("over_received").asLong()).isEqualTo(6);
    }
}
