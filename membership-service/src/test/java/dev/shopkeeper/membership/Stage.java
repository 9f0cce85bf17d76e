package dev.shopkeeper.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Members, campaigns and orders for tests of coupons. */
public final class Stage {

    private final ApiClient api;
    private final KafkaProbe kafka;
    private final JdbcTemplate jdbc;

    public Stage(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc) {
        this.api = api.as(Role.OPERATOR).with("Accept-Language", "en");
        this.kafka = kafka;
        this.jdbc = jdbc;
    }

    public static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Leaves nobody in an audience and no campaign running, for the next test. */
    public void clear() {
        jdbc.update("update member set tier = 'ordinary'");
        jdbc.update("update campaign set ended_at = now() where ended_at is null");
    }

    /** Makes members of the tier {@code potential}. */
    public List<String> potential(int count) {
        List<String> users =
                IntStream.range(0, count).mapToObj(number -> newId()).sorted().toList();
        for (int from = 0; from < count; from += 500) {
            List<Map<String, String>> members = users.subList(from, Math.min(count, from + 500)).stream()
                    .map(user -> Map.of("user_id", user, "joined_at", "2026-01-01T00:00:00Z"))
                    .toList();
            assertThat(api.post("/admin/v1/members", Map.of("members", members)).status())
                    .isEqualTo(200);
        }
        jdbc.update("update member set tier = 'potential' where user_id = any (?::text[])", (Object)
                users.toArray(String[]::new));
        return users;
    }

    /** A campaign that runs, of 10.00 CNY off with a budget of 500.00 and nobody held out, but for what is changed. */
    public Map<String, Object> plan(Map<String, Object> changes) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> campaign = new HashMap<>(Map.of(
                "campaign_id", newId(),
                "name", "Ten off",
                "discount", Map.of("amount", money("10")),
                "budget", money("500"),
                "from", now.minusSeconds(3600).toString(),
                "to", now.plusSeconds(7 * 24 * 3600).toString(),
                "hold_out", 0));
        campaign.putAll(changes);
        return campaign;
    }

    public static Map<String, String> money(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    /** Makes such a campaign and answers its id. */
    public String campaign(Map<String, Object> changes) {
        ApiResponse answer = api.post("/admin/v1/campaigns", plan(changes));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().path("campaign_id").asString();
    }

    /** Issues coupons of a campaign and waits for the end of it. */
    public JsonNode issue(String campaignId) {
        ApiResponse answer = api.send("POST", "/admin/v1/campaigns/" + campaignId + "/issue", null);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return done(answer.header("Location").orElseThrow());
    }

    /** Waits for the end of a job. */
    public JsonNode done(String path) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(api.get(path).json().path("state").asString(""))
                                .isEqualTo("SUCCEEDED"));
        return api.get(path).json().path("result");
    }

    public JsonNode report(String campaignId) {
        ApiResponse answer = api.get("/admin/v1/campaigns/" + campaignId);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    /** The member's coupons, as the member is told of them. */
    public JsonNode coupons(String user) {
        ApiResponse answer = api.speakingFor(user).get("/api/v1/members/" + user + "/coupons");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("coupons");
    }

    /** The code of the member's coupon in a campaign. */
    public String code(String user, String campaignId) {
        return coupons(user)
                .valueStream()
                .filter(each -> campaignId.equals(each.path("campaign_id").asString()))
                .findFirst()
                .orElseThrow()
                .path("code")
                .asString();
    }

    public void send(String eventId, ShopEvent event) {
        kafka.send(new EventEnvelope<>(eventId, "/test", Instant.parse("2026-03-01T10:00:00Z"), event));
    }

    /** An order that names a code. */
    public static OrderPlaced order(String orderId, String user, String code, String total) {
        return new OrderPlaced(
                orderId,
                user,
                "web",
                List.of(new OrderLine("1", "item", null, 1L, Money.of(total, "CNY"))),
                Money.of(total, "CNY"),
                null,
                List.of(code),
                null,
                Instant.now());
    }

    public void place(String orderId, String user, String code, String total) {
        send(newId(), order(orderId, user, code, total));
    }

    public void cancel(String orderId, String user) {
        send(newId(), new OrderCancelled(orderId, user, List.of(), null, Instant.now()));
    }

    /** Ends the connection of whoever is about to tell of the user: all is written by then, and nothing committed. */
    public void cutOffBeforeTheCommit(String user, Runnable meanwhile) {
        jdbc.execute("create sequence cut_offs"); // counts what is rolled back, too
        jdbc.execute("""
                create function cut_off() returns trigger language plpgsql as $$
                begin
                    perform nextval('cut_offs');
                    perform pg_terminate_backend(pg_backend_pid());
                    return new;
                end $$""");
        jdbc.execute("create trigger cut_off before insert on outbox for each row when (new.aggregateid = '%s')"
                        .formatted(user)
                + " execute function cut_off()");
        try {
            meanwhile.run();
        } finally {
            jdbc.execute("drop trigger cut_off on outbox");
            jdbc.execute("drop function cut_off()");
            jdbc.execute("drop sequence cut_offs");
        }
    }

    /** Waits until a connection was cut off. */
    public void eventuallyCutOff() {
        eventually(() -> assertThat(jdbc.queryForObject("select is_called from cut_offs", Boolean.class))
                .isTrue());
    }

    public static void eventually(Runnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(NoSuchElementException.class)
                .untilAsserted(assertion::run);
    }

    /** Does all of it at once, by some threads, and answers what came of each. */
    public static <T> List<T> atOnce(int threads, List<Callable<T>> tasks) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : pool.invokeAll(tasks)) {
                results.add(each.get());
            }
            return results;
        } catch (Exception e) {
            throw new AssertionError("One of " + tasks.size() + " tasks failed", e);
        }
    }
}
