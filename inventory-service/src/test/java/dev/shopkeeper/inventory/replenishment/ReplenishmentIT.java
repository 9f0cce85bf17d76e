package dev.shopkeeper.inventory.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.DemandForecasted;
import dev.shopkeeper.events.PurchaseOrderChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.inventory.InventoryIT;
import dev.shopkeeper.starter.schedule.PlannedTask;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.decision.DecisionContract;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class ReplenishmentIT extends InventoryIT {

    private static final String BASE = "/admin/v1/replenishment";

    @Autowired
    private ApiClient anybody;

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlannedTask plan;

    @Autowired
    private Database database;

    @Autowired
    private MeterRegistry meters;

    private ApiClient api;
    private final String item = "r-" + UUID.randomUUID();
    private int movements;

    @BeforeEach
    void createItem() {
        api = anybody.as(Role.OPERATOR);
        create(item);
    }

    private void create(String id) {
        assertThat(api.put("/admin/v1/products/" + id, "{\"titles\":{\"en\":\"Tea\"}}")
                        .status())
                .isEqualTo(200);
    }

    private void terms(String fields) {
        ApiResponse answer = api.put("/admin/v1/supply-terms/" + item + "/acme", "{" + fields + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private void move(String id, String reason, long quantity, String more) {
        ApiResponse answer = api.post(
                "/admin/v1/stock/movements", """
                {"movements":[{"movement_id":"%s","item_id":"%s","location_id":"main","reason":"%s","quantity":%d%s}]}
                """.formatted(id + "-" + movements++, id, reason, quantity, more));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** {@code perDay} units sold on each of the last thirty days; {@code left} are left. */
    private void sell(String id, long perDay, long left) {
        Instant now = Instant.now();
        move(id, "received", 30 * perDay + left, ",\"occurred_at\":\"" + now.minus(30, ChronoUnit.DAYS) + "\"");
        StringBuilder body = new StringBuilder();
        for (int day = 0; day < 30; day++) {
            body.append(day == 0 ? "" : ",")
                    .append("""
                            {"movement_id":"%s-sold-%d","item_id":"%s","location_id":"main","reason":"sold","quantity":%d,
                             "occurred_at":"%s"}
                            """.formatted(id, day, id, perDay, now.minus(day, ChronoUnit.DAYS)));
        }
        ApiResponse answer = api.post("/admin/v1/stock/movements", "{\"movements\":[" + body + "]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private JsonNode run(String body) {
        ApiResponse started = api.post(BASE + "/runs", body);
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        String path = started.header("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> List.of("SUCCEEDED", "FAILED")
                        .contains(api.get(path).json().path("state").asString("")));
        JsonNode run = api.get(path).json();
        assertThat(run.path("state").asString("")).as(run.toString()).isEqualTo("SUCCEEDED");
        return run;
    }

    private JsonNode run() {
        return run("{\"item_ids\":[\"" + item + "\"]}").path("report");
    }

    private JsonNode proposals() {
        return api.get(BASE + "/proposals?item_id=" + item).json().path("items");
    }

    private JsonNode decision() {
        return api.get(BASE + "/items/" + item).json();
    }

    private static BigDecimal contribution(JsonNode decision, String kind) {
        for (JsonNode reason : decision.at("/explanation/reasons")) {
            if (reason.path("kind").asString("").equals(kind)) {
                return reason.path("contribution").decimalValue();
            }
        }
        return BigDecimal.ZERO;
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfDecisions() {
        terms("\"lead_time_days\":5,\"case_pack\":12");
        sell(item, 4, 10);
        return DecisionContract.of(api, BASE + "/items/" + item)
                .documentedAs(BASE + "/items/{item_id}", api)
                .deciding("/quantity")
                .inTwoLanguages()
                .withoutModel("recent-demand", "no_champion")
                .refusing(BASE + "/items/nothing-of-the-kind", 404, "nothing-of-the-kind")
                .refusing(BASE + "/items/" + item + "?location_id=" + "x".repeat(200), 400, "location_id")
                .tests();
    }

    @Test
    void proposesWithEveryTermThatAddsUp() {
        // given
        terms("\"lead_time_days\":5,\"case_pack\":12,\"minimum_order_quantity\":24,\"unit_cost\":"
                + "{\"amount\":\"2.50\",\"currency\":\"EUR\"}");
        sell(item, 4, 10);
        move(item, "reserved", 3, "");

        // when
        JsonNode report = run();

        // then
        assertThat(report.path("proposed").asInt()).isEqualTo(1);
        assertThat(report.path("failed").asInt()).isZero();
        JsonNode proposal = proposals().get(0);
        long quantity = proposal.path("quantity").asLong();
        assertThat(quantity).isPositive().matches(units -> units % 12 == 0, "whole cases");
        assertThat(proposal.path("state").asString("")).isEqualTo("DRAFT");
        assertThat(proposal.path("supplier_id").asString("")).isEqualTo("acme");
        assertThat(proposal.at("/position/net").asLong()).isEqualTo(7);
        assertThat(proposal.at("/lead_time/source").asString("")).isEqualTo("stated");
        assertThat(contribution(proposal, "on_hand")).isEqualByComparingTo("-10");
        assertThat(contribution(proposal, "allocated")).isEqualByComparingTo("3");
        assertThat(contribution(proposal, "expected_demand")).isBetween(new BigDecimal("20"), new BigDecimal("28"));
        assertThat(contribution(proposal, "safety_stock")).isNotZero();
        assertThat(contribution(proposal, "lot")).isPositive();
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode reason : proposal.at("/explanation/reasons")) {
            sum = sum.add(reason.path("contribution").decimalValue());
        }
        assertThat(sum).isEqualByComparingTo(BigDecimal.valueOf(quantity));
        JsonNode order = api.get("/admin/v1/purchase-orders/"
                        + proposal.path("purchase_order_id").asString(""))
                .json();
        assertThat(order.path("quantity").asLong()).isEqualTo(quantity);
        assertThat(order.at("/unit_cost/amount").asString("")).isEqualTo("2.50");
        assertThat(kafka.await(
                                Topic.STOCK_NAME,
                                record -> item.equals(record.key())
                                        && record.type().equals(PurchaseOrderChanged.TYPE))
                        .as(PurchaseOrderChanged.class))
                .returns("proposed", PurchaseOrderChanged::state)
                .returns(quantity, PurchaseOrderChanged::quantity);
    }

    @Test
    void tellsWhatIsExpectedOfEachPlaceWhetherSomethingIsDueOrNot() {
        sell(item, 4, 1000);

        assertThat(run().path("not_due").asInt()).isEqualTo(1);

        ProbedRecord told = kafka.await(
                Topic.STOCK_NAME,
                record -> item.equals(record.key()) && record.type().equals(DemandForecasted.TYPE));
        SchemaAssert.assertValid(told);
        assertThat(told.as(DemandForecasted.class))
                .returns("main", DemandForecasted::locationId)
                .returns(28, DemandForecasted::days)
                .returns("recent-demand", DemandForecasted::model)
                .returns(true, DemandForecasted::degraded)
                .satisfies(forecast -> assertThat(forecast.expectedUnits()).isBetween(100.0, 125.0));
    }

    @Test
    void countsDraftsSoThatTheNextDayOrdersNothingTwice() {
        terms("\"lead_time_days\":5");
        sell(item, 4, 5);
        run();
        long quantity = proposals().get(0).path("quantity").asLong();

        JsonNode tomorrow = run("{\"item_ids\":[\"" + item + "\"],\"date\":\""
                        + LocalDate.now(ZoneOffset.UTC).plusDays(1) + "\"}")
                .path("report");

        assertThat(tomorrow.path("not_due").asInt()).isEqualTo(1);
        assertThat(proposals()).hasSize(1);
        move(item, "sold", 1, "");
        JsonNode decision = decision();
        assertThat(decision.path("quantity").asLong()).isZero();
        assertThat(decision.path("binding").asString("")).isEqualTo("not_due");
        assertThat(decision.at("/position/drafts").asLong()).isEqualTo(quantity);
        assertThat(contribution(decision, "drafts")).isEqualByComparingTo(BigDecimal.valueOf(-quantity));
        assertThat(contribution(decision, "not_due")).isNegative();
        assertThat(decision.at("/explanation/summary").asString("")).contains("Nothing to order");
    }

    @Test
    void proposesTheSameOnTheSameDayAndWorksAnUntouchedDraftOutAnew() {
        terms("\"lead_time_days\":5");
        sell(item, 4, 10);
        run();
        JsonNode first = proposals().get(0);

        JsonNode again = run();
        assertThat(again.path("unchanged").asInt())
                .as("%s made of %s the following %s", again, first, proposals())
                .isEqualTo(1);
        assertThat(proposals()).hasSize(1);
        assertThat(proposals().get(0)).isEqualTo(first);

        move(item, "sold", 10, "");
        assertThat(run().path("replaced").asInt()).isEqualTo(1);
        JsonNode second = proposals().get(0);
        assertThat(proposals()).hasSize(1);
        assertThat(second.path("quantity").asLong())
                .isGreaterThan(first.path("quantity").asLong());
        String order =
                "/admin/v1/purchase-orders/" + second.path("purchase_order_id").asString("");
        assertThat(api.get(order).json().path("quantity").asLong())
                .isEqualTo(second.path("quantity").asLong());

        api.post(order + "/approve", "{}");
        assertThat(run().path("unchanged").asInt()).isEqualTo(1);
        assertThat(proposals()).hasSize(1);
    }

    @Test
    void cancelsTheDaysOwnDraftWhereItIsNoLongerDue() {
        terms("\"lead_time_days\":5");
        sell(item, 4, 5);
        run();

        move(item, "returned", 500, "");
        assertThat(run().path("cancelled").asInt()).isEqualTo(1);

        assertThat(proposals().get(0).path("state").asString("")).isEqualTo("CANCELLED");

        // and it is proposed again on the same day once it is due again, and once only
        assertThat(run().path("proposed").asInt()).as("still not due").isZero();
        move(item, "sold", 500, "");
        assertThat(run().path("proposed").asInt()).isEqualTo(1);
        assertThat(run().path("proposed").asInt()).isZero();
        assertThat(proposals())
                .singleElement()
                .satisfies(one -> assertThat(one.path("state").asString("")).isEqualTo("DRAFT"));
    }

    @Test
    void learnsAnUnknownLeadTimeFromReceiptsAndSaysWhatItAssumes() {
        terms("\"case_pack\":1");
        sell(item, 4, 5);
        JsonNode before = decision().path("lead_time");
        Instant now = Instant.now();
        for (int i = 0; i < 20; i++) {
            move(
                    item,
                    "received",
                    1,
                    ",\"supplier_id\":\"acme-" + item + "\",\"ordered_at\":\"" + now.minus(12 + i % 3, ChronoUnit.DAYS)
                            + "\",\"occurred_at\":\"" + now.minus(10, ChronoUnit.DAYS) + "\"");
        }
        api.put("/admin/v1/supply-terms/" + item + "/acme-" + item, "{\"preferred\":true}");

        JsonNode after = decision().path("lead_time");

        assertThat(List.of("assumed", "all_receipts", "supplier_receipts"))
                .contains(before.path("source").asString(""));
        assertThat(before.path("assumed").asBoolean())
                .isEqualTo(before.path("source").asString("").equals("assumed"));
        assertThat(after.path("source").asString("")).isEqualTo("item_receipts");
        assertThat(after.path("receipts").asInt()).isEqualTo(20);
        assertThat(after.path("mean_days").asDouble()).isBetween(2.5, 6.5);
    }

    @Test
    void withholdsAMinimumThatWouldExpireAndSaysSo() {
        terms("\"lead_time_days\":2,\"minimum_order_quantity\":5000,\"shelf_life_days\":7");
        sell(item, 4, 2);

        JsonNode report = run();
        JsonNode proposal = proposals().get(0);

        assertThat(report.path("withheld").asInt()).isEqualTo(1);
        assertThat(proposal.path("state").asString("")).isEqualTo("WITHHELD");
        assertThat(proposal.path("quantity").asLong()).isZero();
        assertThat(proposal.path("binding").asString("")).isEqualTo("minimum_above_shelf_life");
        assertThat(contribution(proposal, "minimum_above_shelf_life")).isNegative();
        assertThat(proposal.at("/explanation/summary").asString("")).contains("5000", "7 days");
        assertThat(api.get(BASE + "/proposals?state=WITHHELD&item_id=" + item)
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(run().path("unchanged").asInt()).isEqualTo(1);
    }

    @Test
    void namesABadItemAndGoesOnWithTheOthers() {
        String broken = "a-" + item;
        String never = "b-" + item;
        create(broken);
        create(never);
        terms("\"lead_time_days\":5");
        sell(item, 4, 5);
        move(broken, "received", 1, "");
        move(never, "received", 1, "");
        for (int i = 0; i < 2; i++) {
            jdbc.update("""
                    insert into purchase_order (purchase_order_id, item_id, location_id, state, quantity,
                        proposed_quantity, received_quantity, lead_time_days, created_at, version)
                    values (?, ?, 'main', 'APPROVED', 9000000000000000000, 1, 0, 1, now(), 0)
                    """, broken + i, broken);
        }

        JsonNode report = run("{\"item_ids\":[\"" + broken + "\",\"" + never + "\",\"gone\",\"" + item + "\"]}")
                .path("report");

        assertThat(report.path("places").asInt()).isEqualTo(4);
        assertThat(report.path("proposed").asInt()).isEqualTo(1);
        assertThat(report.path("not_due").asInt()).isEqualTo(1);
        assertThat(report.path("failed").asInt()).isEqualTo(2);
        assertThat(report.path("failures").toString())
                .contains(broken, "beyond any stock", "gone", "is not in the catalogue");
        jdbc.update("delete from purchase_order where item_id = ?", broken);
    }

    @Test
    void cancelsTheDraftToASupplierFromWhomTheItemIsNotOrderedAnyLonger() {
        terms("\"lead_time_days\":5");
        sell(item, 4, 5);
        run();
        assertThat(api.put("/admin/v1/supply-terms/" + item + "/best", "{\"lead_time_days\":5,\"preferred\":true}")
                        .status())
                .isEqualTo(200);

        run();

        assertThat(proposals()).hasSize(2);
        assertThat(proposals().get(0).path("state").asString("")).isEqualTo("CANCELLED");
        assertThat(proposals().get(1).path("state").asString("")).isEqualTo("DRAFT");
        assertThat(proposals().get(1).path("supplier_id").asString("")).isEqualTo("best");
        assertThat(proposals().get(1).at("/position/drafts").asLong())
                .as("what was cancelled is not counted as coming")
                .isZero();
        String cancelled = proposals().get(0).path("purchase_order_id").asString("");
        assertThat(api.get("/admin/v1/purchase-orders/" + cancelled)
                        .json()
                        .path("cancel_reason")
                        .asString(""))
                .contains("best");
    }

    @Test
    void cancelsTheDraftOfAnItemThatIsNotOnSaleAnyLonger() {
        terms("\"lead_time_days\":5");
        sell(item, 4, 5);
        run();
        api.delete("/admin/v1/products/" + item);

        run("{}");

        assertThat(proposals().get(0).path("state").asString("")).isEqualTo("CANCELLED");
    }

    @Test
    void proposesNothingBeyondAnyPurchaseOrderAndNamesTheItem() {
        terms("\"lead_time_days\":365");
        sell(item, 30_000_000_000L, 0);

        JsonNode report = run();

        assertThat(report.path("failed").asInt()).as(report.toString()).isEqualTo(1);
        assertThat(report.path("failures").toString()).contains(item, "beyond any purchase order");
        assertThat(proposals()).isEmpty();
    }

    @Test
    void knowsOnlyLocationsThatEverHadStock() {
        ApiResponse nowhere = api.get(BASE + "/items/" + item + "?location_id=nowhere");

        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.text()).contains("location", "nowhere");
    }

    @Test
    void answersForAnItemThatNeverSoldAndHasNoStockAnywhere() {
        move(item, "received", 1, "");
        String empty = "e-" + item;
        create(empty);
        JsonNode decision =
                api.get(BASE + "/items/" + empty + "?location_id=main").json();

        assertThat(decision.path("quantity").asLong()).isZero();
        assertThat(decision.path("reorder_point").asLong()).isZero();
        assertThat(decision.has("coverage_days")).isFalse();
        assertThat(decision.has("supplier_id")).isFalse();
        assertThat(api.get(BASE + "/items/" + empty).text()).contains("location_id", "no stock anywhere");
    }

    @Test
    void doesNotDoubleWhenTwoRunsWorkAtOnce() throws Exception {
        terms("\"lead_time_days\":5");
        sell(item, 4, 5);

        List<Future<JsonNode>> reports = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                reports.add(clients.submit(() -> run()));
            }
        }
        int proposed = 0;
        for (Future<JsonNode> report : reports) {
            proposed += report.get().path("proposed").asInt();
            assertThat(report.get().path("failed").asInt()).isZero();
        }

        assertThat(proposed).isEqualTo(1);
        assertThat(proposals()).hasSize(1);
        assertThat(jdbc.queryForObject("select count(*) from purchase_order where item_id = ?", Integer.class, item))
                .isEqualTo(1);
    }

    /** Holds up whoever proposes for the item, until it is closed. */
    private Connection holdUp() throws SQLException {
        Connection holder = database.connect();
        holder.setAutoCommit(false);
        try (PreparedStatement lock = holder.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "replenishment\n" + item + "\nmain");
            lock.execute();
        }
        return holder;
    }

    private int awaitHeldUp() {
        return await().until(
                        () -> jdbc.queryForList(
                                "select pid from pg_locks where locktype = 'advisory' and not granted and database ="
                                        + " (select oid from pg_database where datname = current_database())",
                                Integer.class),
                        waiting -> waiting.size() == 1)
                .getFirst();
    }

    private JsonNode ended(ApiResponse started) {
        String path = started.header("Location").orElseThrow();
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> api.get(path).json(),
                        run -> run.path("state").asString("").equals("SUCCEEDED"));
    }

    private double lostAttempts() {
        return meters.find("shopkeeper.job").tags("kind", ReplenishmentJob.KIND, "outcome", "lost").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void decidesAgainWhereTheConnectionBrokeAndBlamesNoItem() throws SQLException {
        // given
        terms("\"lead_time_days\":5");
        sell(item, 4, 5);
        ApiResponse started;
        try (Connection holder = holdUp()) {
            started = api.post(BASE + "/runs", "{\"item_ids\":[\"" + item + "\"]}");
            int held = awaitHeldUp();

            // when
            assertThat(jdbc.queryForObject("select pg_terminate_backend(?)", Boolean.class, held))
                    .isTrue();
            holder.rollback();
        }

        // then
        JsonNode report = ended(started).path("report");
        assertThat(report.path("failures")).as(report.toString()).isEmpty();
        assertThat(report.path("failed").asInt()).isZero();
        assertThat(report.path("proposed").asInt()).isEqualTo(1);
        assertThat(proposals()).hasSize(1);
        assertThat(jdbc.queryForObject("select count(*) from purchase_order where item_id = ?", Integer.class, item))
                .isEqualTo(1);
    }

    @Test
    void proposesNothingAnyMoreOnceAnotherReplicaHasTheRun() throws SQLException {
        // given
        terms("\"lead_time_days\":5");
        sell(item, 4, 5);
        double lost = lostAttempts();
        ApiResponse started;
        try (Connection holder = holdUp()) {
            started = api.post(BASE + "/runs", "{\"item_ids\":[\"" + item + "\"]}");
            awaitHeldUp();

            // when
            String run = started.json().path("run_id").asString("");
            jdbc.update("""
                    update job set lease_owner = 'another', attempts = attempts + 1,
                        lease_until = now() + interval '1 h' where id = ?::uuid""", run);
            holder.rollback();
            await().until(() -> lostAttempts() > lost);

            // then
            assertThat(proposals()).isEmpty();
            jdbc.update("update job set lease_until = now() where id = ?::uuid", run);
        }
        assertThat(ended(started).at("/report/proposed").asInt()).isEqualTo(1);
        assertThat(proposals()).hasSize(1);
    }

    @Test
    void worksEverythingOnSaleAtThePlannedTime() {
        terms("\"lead_time_days\":5");
        sell(item, 4, 5);
        Instant planned = Instant.now();

        plan.work().accept(planned);

        assertThat(plan.cron()).isEqualTo("0 0 4 * * *");
        UUID run = jdbc.queryForObject(
                "select run_id from replenishment_run where planned = ?", UUID.class, planned.toString());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get(BASE + "/runs/" + run).json().has("report"));
        assertThat(proposals()).hasSize(1);
    }

    @Test
    void beginsOneRunForAKeyHoweverOftenItIsAskedFor() {
        ApiClient keyed = api.with("Idempotency-Key", item);
        String body = "{\"item_ids\":[\"" + item + "\"]}";

        ApiResponse first = keyed.post(BASE + "/runs", body);
        ApiResponse second = keyed.post(BASE + "/runs", body);
        ApiResponse other = keyed.post(BASE + "/runs", "{}");

        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotent-Replayed")).contains("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(jdbc.queryForObject(
                        "select count(*) from job where kind = 'replenishment' and input -> 'item_ids' ->> 0 = ?",
                        Integer.class,
                        item))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"date\":\"31.01.2026\"} | date | 31.01.2026",
                "{\"date\":\"tomorrow\"} | date | tomorrow",
                "{\"date\":20260131} | date | 20260131",
                "{\"location_id\":\"nowhere-at-all\"} | location_id | nowhere-at-all",
                "{\"location_id\":\"\"} | location_id | ",
                "{\"location_id\":7} | location_id | 7",
                "{\"item_ids\":\"tea\"} | item_ids | tea",
                "{\"item_ids\":[\"tea\",9]} | item_ids | 9",
                "{\"item_ids\":[]} | item_ids | 0 entries"
            })
    void refusesARunByFieldAndValue(String body, String field, @Nullable String value) {
        ApiResponse refused = api.post(BASE + "/runs", body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        assertThat(refused.json().path("errors").toString()).contains(field, value == null ? "" : value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/proposals?run_id=seven | run_id | seven",
                "/proposals?limit=0 | limit | 0",
                "/proposals?cursor=seven | cursor | seven",
                "/runs/seven | id | seven"
            })
    void refusesAQuestionByFieldAndValue(String path, String field, String value) {
        ApiResponse refused = api.get(BASE + path);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.json().path("errors").toString()).contains(field, value);
    }

    @Test
    void keepsABadRequestOutByFieldAndValue() {
        assertThat(api.post(BASE + "/runs", "{\"date\":\"2020-01-01\"}"))
                .returns(400, ApiResponse::status)
                .extracting(ApiResponse::text)
                .asString()
                .contains("date", "2020-01-01");
        assertThat(api.post(BASE + "/runs", "{\"date\":\"2026-02-30\"}").text()).contains("2026-02-30");
        assertThat(api.post(BASE + "/runs", "{\"items\":[]}").text()).contains("items", "unknown field");
        assertThat(api.get(BASE + "/proposals?state=SENT"))
                .returns(400, ApiResponse::status)
                .extracting(ApiResponse::text)
                .asString()
                .contains("state", "SENT");
        assertThat(api.get(BASE + "/runs/" + UUID.randomUUID()).status()).isEqualTo(404);
    }
}
