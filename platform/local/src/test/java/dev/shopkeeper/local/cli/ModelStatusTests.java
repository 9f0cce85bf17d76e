package dev.shopkeeper.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;

class ModelStatusTests {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final String MODELS = "GET /admin/v1/pricing/models";

    private final FakeGateway gateway = new FakeGateway();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void close() {
        gateway.close();
    }

    private ArrayNode models() {
        Context context = new Context(
                folder,
                Map.of("SHOPKEEPER_URL", gateway.address().toString(), "SHOPKEEPER_KEY", "sk_test"),
                System.out,
                System.err);
        ArrayNode models = EventJson.mapper().createArrayNode();
        new ModelStatus(PlatformClient.of(context), NOW).addTo(models);
        return models;
    }

    @Test
    void namesVersionAgeAndVerdictOfEachModel() {
        gateway.answer(MODELS, """
                200 {"items":[{"name":"price-elasticity","champion_version":"v7","champion":{"created_at":"2026-03-02T09:30:00Z"}},\
                {"name":"other","champion_version":"none"},{"name":"third","champion_version":"v1","champion":{"created_at":"2026-02-20T12:00:00Z"}}]}""");
        gateway.answer(
                MODELS + "/price-elasticity/runs?limit=1",
                "200 {\"items\":[{\"state\":\"champion\",\"verdict\":\"better\"}]}");
        gateway.answer(
                MODELS + "/other/runs?limit=1",
                "200 {\"items\":[{\"state\":\"rejected\",\"verdict\":\"" + "no better ".repeat(20) + "\"}]}");
        gateway.answer(MODELS + "/third/runs?limit=1", "200 {\"items\":[]}");

        ArrayNode models = models();

        assertThat(models).hasSize(3);
        assertThat(models.path(0).path("age_seconds").asLong()).isEqualTo(9_000);
        assertThat(models.path(0).path("verdict").asString("")).isEqualTo("better");
        assertThat(models.path(1).path("served").asBoolean(true)).isFalse();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ModelStatus.print(models, new PrintStream(printed, true, UTF_8));
        assertThat(printed.toString(UTF_8).lines().filter(line -> !line.isBlank()))
                .satisfiesExactly(
                        line -> assertThat(line).contains("model", "version", "age", "latest run"),
                        line -> assertThat(line).contains("price-elasticity", "v7", "2 h", "champion: better"),
                        line -> assertThat(line)
                                .contains("the fallback decides", "rejected: no better")
                                .contains("no better ".repeat(20).strip()),
                        line -> assertThat(line).contains("third", "10 d", "none yet"));
    }

    @Test
    void leavesOutServicesThatHaveNoneOrDoNotAnswer() {
        gateway.answer(MODELS, "503 {}");

        assertThat(models()).isEmpty();
    }
}
