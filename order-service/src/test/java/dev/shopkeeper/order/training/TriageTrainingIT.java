package dev.shopkeeper.order.training;

import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static dev.shopkeeper.order.training.TriageStage.DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.order.triage.LabelledText;
import dev.shopkeeper.order.triage.Letters;
import dev.shopkeeper.order.triage.TriageModel;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What people say that messages mean, and what is learnt from it. */
@PlatformTest
class TriageTrainingIT {

    private final ApiClient api;
    private final JdbcTemplate jdbc;
    private final MessageTriage definition;
    private final TriageStage stage;

    @Autowired
    TriageTrainingIT(ApiClient api, JdbcTemplate jdbc, MessageTriage definition) {
        this.api = api.as(Role.OPERATOR);
        this.jdbc = jdbc;
        this.definition = definition;
        this.stage = new TriageStage(api, jdbc);
    }

    @BeforeEach
    void empty() {
        stage.empty();
    }

    @AfterEach
    void leave() {
        stage.withdraw();
    }

    @Test
    void keepsWhatPeopleSayAndTheLatestCounts() {
        String id = newId("m");
        stage.accept(
                "/admin/v1/messages",
                Map.of(
                        "messages",
                        List.of(Map.of("message_id", id, "text", "退吗", "received_at", "2026-03-01T00:00:00Z"))),
                1);
        String path = "/admin/v1/messages/" + id + "/corrections";

        api.post(path, Map.of("intent", "exchange", "corrected_by", "ann"));
        JsonNode corrected = api.post(path, Map.of("intent", "return", "corrected_by", "bob"))
                .json();

        assertThat(corrected.path("corrected_intent").asString("")).isEqualTo("return");
        assertThat(corrected.path("state").asString("")).isEqualTo("RESOLVED");
        assertThat(corrected.path("resolved_by").asString("")).isEqualTo("ann");
        ApiResponse unknownIntent = api.post(path, Map.of("intent", "refnud", "corrected_by", "ann"));
        assertThat(unknownIntent.status()).isEqualTo(400);
        assertThat(unknownIntent.text()).contains("intent", "refnud", "not_received");
        assertThat(api.post("/admin/v1/messages/nobody/corrections", Map.of("intent", "return", "corrected_by", "ann"))
                        .status())
                .isEqualTo(404);
        Map<String, Object> same = Map.of(
                "message_id", id, "intent", "return", "corrected_by", "ann", "corrected_at", "2026-03-02T00:00:00Z");
        Map<String, Object> nobodys = Map.of(
                "message_id",
                "nobody",
                "intent",
                "return",
                "corrected_by",
                "ann",
                "corrected_at",
                "2026-03-02T00:00:00Z");
        ApiResponse bulk =
                api.post("/admin/v1/messages/corrections", Map.of("corrections", List.of(same, same, nobodys)));
        assertThat(bulk.text()).contains("nobody", "unknown message");
        assertThat(jdbc.queryForObject("select count(*) from message_correction", Integer.class))
                .isEqualTo(3);
    }

    @Test
    void refusesToLearnFromTooLittleAndSaysWhatThereIs() {
        stage.learnFrom(Letters.write(1, 1));

        assertThatThrownBy(() -> definition.load(definition.options()))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("return=")
                .hasMessageContaining("at least 200");
    }

    @Test
    void isRejectedWhereLabelsWereShuffled() {
        List<LabelledText> letters = Letters.write(12, 2);
        List<String> labels =
                new ArrayList<>(letters.stream().map(LabelledText::label).toList());
        Collections.shuffle(labels, new Random(1));
        List<LabelledText> shuffled = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            shuffled.add(new LabelledText(
                    letters.get(i).text(), labels.get(i), letters.get(i).group()));
        }

        assertThat(judge(letters).passed()).as(judge(letters).reason()).isTrue();
        assertThat(judge(shuffled).passed()).as(judge(shuffled).reason()).isFalse();
    }

    private Gate.Verdict judge(List<LabelledText> letters) {
        Split<LabelledMessages> split = definition.split(new LabelledMessages(letters, 0.95), definition.options());
        TriageModel model = definition.train(split.training(), definition.options(), 1, TrainingProgress.SILENT);
        return definition
                .gate()
                .judge(
                        definition.evaluate(model, split, TrainingProgress.SILENT),
                        definition.evaluateBaseline(split, TrainingProgress.SILENT));
    }

    @Test
    void isTrainedAnewOnceEnoughWasCorrected() {
        // given
        stage.learnFrom(Letters.write(12, 1));
        JsonNode run = stage.train(3);
        assertThat(run.path("state").stringValue()).as(run.toString()).isEqualTo("champion");
        assertThat(askedForByCorrections()).isEmpty();

        // when
        stage.learnFrom(Letters.write(6, 3));

        // then
        await().atMost(DONE)
                .until(() -> askedForByCorrections().stream()
                        .anyMatch(state ->
                                Set.of("champion", "rejected", "failed").contains(state)));
        assertThat(askedForByCorrections()).hasSize(1).doesNotContain("failed");
    }

    private List<String> askedForByCorrections() {
        return jdbc.queryForList("select state from training_run where requested_by = 'corrections'", String.class);
    }
}
