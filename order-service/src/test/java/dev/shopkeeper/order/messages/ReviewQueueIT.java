package dev.shopkeeper.order.messages;

import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ReviewQueueIT {

    private static final int MESSAGES = 20;

    private final ApiClient api;
    private final JdbcTemplate jdbc;
    private final List<String> ids = new ArrayList<>();

    @Autowired
    ReviewQueueIT(ApiClient api, JdbcTemplate jdbc) {
        this.api = api.as(Role.OPERATOR);
        this.jdbc = jdbc;
    }

    @BeforeEach
    void write() {
        jdbc.execute("truncate message, message_correction");
        List<Map<String, Object>> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            ids.add(newId("m"));
            messages.add(Map.of(
                    "message_id",
                    ids.get(i),
                    "text",
                    "hello " + i,
                    "received_at",
                    "2026-03-01T00:00:%02dZ".formatted(i)));
        }
        assertThat(api.post("/admin/v1/messages", Map.of("messages", messages)).status())
                .isEqualTo(200);
    }

    private ApiResponse verb(String id, String verb, Map<String, Object> body) {
        return api.post("/admin/v1/messages/" + id + "/" + verb, body);
    }

    @Test
    void givesEachMessageToOnePersonOldestFirst() {
        List<String> taken = IntStream.range(0, MESSAGES)
                .parallel()
                .mapToObj(person -> api.post("/admin/v1/messages/claims", Map.of("claimed_by", "p" + person)))
                .map(answer -> answer.json().path("message_id").asString(""))
                .toList();

        assertThat(taken).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(api.post("/admin/v1/messages/claims", Map.of("claimed_by", "late"))
                        .status())
                .isEqualTo(204);

        // when a lease has run out
        jdbc.update("update message set claimed_until = now() - interval '1 s' where message_id = ?", ids.get(7));
        JsonNode again = api.post("/admin/v1/messages/claims", Map.of("claimed_by", "late"))
                .json();
        assertThat(again.path("message_id").asString("")).isEqualTo(ids.get(7));
        assertThat(again.path("claimed_by").asString("")).isEqualTo("late");
    }

    @Test
    void keepsWhatIsTakenFromOthersUntilItIsGivenBack() {
        String id = ids.getFirst();
        assertThat(verb(id, "claim", Map.of("claimed_by", "ann", "minutes", 5)).status())
                .isEqualTo(200);

        ApiResponse bob = verb(id, "claim", Map.of("claimed_by", "bob"));
        assertThat(bob.status()).isEqualTo(409);
        assertThat(bob.text()).contains("message-claimed", "'ann'", "\"bob\"");
        assertThat(verb(id, "release", Map.of("claimed_by", "bob")).status()).isEqualTo(409);
        assertThat(verb(id, "resolve", Map.of("resolved_by", "bob")).status()).isEqualTo(409);
        assertThat(verb(id, "claim", Map.of("claimed_by", "ann", "minutes", 30)).status())
                .isEqualTo(200);
        assertThat(verb(id, "release", Map.of("claimed_by", "ann")).json().has("claimed_by"))
                .isFalse();
        assertThat(verb(id, "claim", Map.of("claimed_by", "bob")).status()).isEqualTo(200);
    }

    @Test
    void isResolvedOnceAndSaysWhatItMeant() {
        String id = ids.getFirst();

        JsonNode resolved = verb(id, "resolve", Map.of("resolved_by", "ann", "intent", "praise"))
                .json();

        assertThat(resolved.path("state").asString("")).isEqualTo("RESOLVED");
        assertThat(resolved.path("resolved_by").asString("")).isEqualTo("ann");
        assertThat(resolved.path("corrected_intent").asString("")).isEqualTo("praise");
        ApiResponse again = verb(id, "resolve", Map.of("resolved_by", "ann"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("wrong-message-state", "RESOLVED");
        assertThat(verb(ids.get(1), "resolve", Map.of("resolved_by", "ann", "intent", "prise"))
                        .text())
                .contains("\"intent\"", "prise", "not_received");
        assertThat(verb("nobody", "claim", Map.of("claimed_by", "ann")).status())
                .isEqualTo(404);
        assertThat(verb(ids.get(1), "claim", Map.of("claimed_by", "ann", "minutes", 0))
                        .status())
                .isEqualTo(400);
        assertThat(verb(ids.get(1), "claim", Map.of()).text()).contains("claimed_by");
    }
}
