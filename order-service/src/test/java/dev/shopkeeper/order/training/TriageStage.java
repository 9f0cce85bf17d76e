package dev.shopkeeper.order.training;

import static dev.shopkeeper.order.orders.OrderUploads.line;
import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static dev.shopkeeper.order.orders.OrderUploads.order;
import static dev.shopkeeper.order.orders.OrderUploads.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.order.triage.LabelledText;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Letters, what people say of them, and a model that has learnt from them, for tests of messages. */
public final class TriageStage {

    public static final Duration DONE = Duration.ofMinutes(3);

    private static final String MODEL = "/admin/v1/order/models/" + MessageTriage.NAME;
    private static final int PAGE = 400;

    private final ApiClient anybody;
    private final ApiClient api;
    private final JdbcTemplate jdbc;

    public TriageStage(ApiClient anybody, JdbcTemplate jdbc) {
        this.anybody = anybody;
        this.api = anybody.as(Role.OPERATOR);
        this.jdbc = jdbc;
    }

    public void empty() {
        jdbc.execute("truncate message, message_correction");
    }

    /** Leaves no champion, which the other tests of this module do not have. */
    public void withdraw() {
        while (!api.get(MODEL).json().path("champion_version").asString("").equals("none")) {
            ApiResponse answer = anybody.as(Role.ADMIN).post(MODEL + "/rollback", Map.of("reason", "end of the test"));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        await().atMost(DONE).until(() -> !serves(api));
    }

    /** Whether the service behind a client reads by a champion. */
    public static boolean serves(ApiClient operator) {
        return !operator.get(MODEL).json().path("serving_version").asString("").equals("none");
    }

    /** Letters and what people say of them, by the doors through which a shop tells it. */
    public void learnFrom(List<LabelledText> letters) {
        Instant at = Instant.now().minusSeconds(3_600);
        List<Map<String, Object>> messages = new ArrayList<>();
        List<Map<String, Object>> corrections = new ArrayList<>();
        for (LabelledText letter : letters) {
            String id = newId("letter");
            messages.add(Map.of("message_id", id, "text", letter.text(), "received_at", at.toString()));
            corrections.add(Map.of(
                    "message_id", id,
                    "intent", letter.label(),
                    "corrected_by", "clerk",
                    "group", letter.group(),
                    "corrected_at", at.plusSeconds(60).toString()));
        }
        for (int from = 0; from < messages.size(); from += PAGE) {
            int to = Math.min(messages.size(), from + PAGE);
            accept("/admin/v1/messages", Map.of("messages", messages.subList(from, to)), to - from);
            accept("/admin/v1/messages/corrections", Map.of("corrections", corrections.subList(from, to)), to - from);
        }
    }

    public void accept(String path, Map<String, Object> body, int number) {
        ApiResponse answer = api.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asInt()).as(answer.text()).isEqualTo(number);
    }

    /** Asks for a training and waits until it has ended and its champion, if it is one, serves. */
    public JsonNode train(int seed) {
        ApiResponse asked = api.post(MODEL + "/runs", Map.of("seed", seed));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String id = asked.json().path("id").stringValue();
        JsonNode[] run = new JsonNode[1];
        await().atMost(DONE).until(() -> {
            run[0] = api.get("/admin/v1/order/runs/" + id).json();
            return Set.of("champion", "rejected", "failed", "cancelled")
                    .contains(run[0].path("state").asString(""));
        });
        if (run[0].path("state").asString("").equals("champion")) {
            await().atMost(DONE).until(() -> {
                JsonNode model = api.get(MODEL).json();
                return model.path("serving_version").equals(model.path("champion_version"));
            });
        }
        return run[0];
    }

    public JsonNode write(String user, String text, Map<String, Object> more) {
        return write(anybody, user, text, more);
    }

    /** Writes to the service behind a client. */
    public static JsonNode write(ApiClient to, String user, String text, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.putIfAbsent("message_id", newId("m"));
        body.put("user_id", user);
        body.put("text", text);
        ApiResponse answer = to.speakingFor(user).post("/api/v1/messages", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** An order of two days ago, which was sent, of the user {@code u-} and its id. */
    @SafeVarargs
    public final String recentOrder(Map<String, Object>... lines) {
        return recentOrderOf(null, lines);
    }

    /** An order of two days ago, which was sent. */
    @SafeVarargs
    public final String recentOrderOf(@Nullable String user, Map<String, Object>... lines) {
        String id = newId("ORD-3");
        Map<String, Object> order = order(id, lines);
        if (user != null) {
            order.put("user_id", user);
        }
        order.put("placed_at", Instant.now().minusSeconds(200_000).toString());
        assertThat(api.post("/admin/v1/orders", upload(order)).status()).isEqualTo(200);
        assertThat(api.post("/admin/v1/orders/" + id + "/ship", Map.of()).status())
                .isEqualTo(200);
        return id;
    }

    public static Map<String, Object> item(String line, long quantity, String title) {
        Map<String, Object> item = line(line, quantity, "10.00");
        item.put("title", title);
        return item;
    }
}
