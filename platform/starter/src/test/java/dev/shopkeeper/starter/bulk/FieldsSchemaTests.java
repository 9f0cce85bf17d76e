package dev.shopkeeper.starter.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a reader takes, the schema that is derived from it takes too, on thousands of bodies made wrong at random. */
class FieldsSchemaTests {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

    record Part(long quantity, Money price) {

        static Part read(Fields fields) {
            return new Part(fields.whole("quantity", 1, 100), fields.money("price"));
        }
    }

    record Thing(
            String id,
            String kind,
            @Nullable String note,
            @Nullable Money fee,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable Boolean open,
            @Nullable Instant at,
            Part main,
            List<Part> parts,
            List<String> tags,
            Map<String, String> titles) {

        static Thing read(Fields fields) {
            Thing thing = new Thing(
                    fields.id("id"),
                    fields.oneOf("kind", List.of("a", "b")),
                    fields.linesOrNull("note", 20),
                    fields.moneyOrNull("fee"),
                    fields.numberOrNull("latitude", -90, 90),
                    fields.numberOrNull("longitude", -180, 180),
                    fields.truthOrNull("open"),
                    fields.pastOrNull("at"),
                    fields.object("main", Part::read),
                    fields.list("parts", 0, 3, Part::read),
                    fields.ids("tags", 3),
                    fields.texts("titles", 1, 3, LANGUAGE, 20));
            fields.together("latitude", "longitude");
            return thing;
        }
    }

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "0",
            "-1",
            "1",
            "1.5",
            "101",
            "1e400",
            "\"\"",
            "\" \"",
            "\"a\"",
            "\"c\"",
            "\"a/b:c 🎈\"",
            "\"tab\\there\"",
            "\"\\u0000\"",
            "\"" + "x".repeat(128) + "\"",
            "\"" + "x".repeat(129) + "\"",
            "\"" + "🎈".repeat(128) + "\"",
            "\"12.30\"",
            "\"-1\"",
            "\"CNY\"",
            "\"DOGE\"",
            "\"2026-05-01T08:00:00Z\"",
            "\"2026-05-01T08:00Z\"",
            "\"2026-05-01\"",
            "\"2027-05-01T08:00:00+08:00\"",
            "[\"a\",\"b\"]",
            "[\"a\",null]",
            "[1,2,3,4]",
            "[{}]",
            "{\"en\":\"Tea\"}",
            "{\"english\":\"Tea\"}",
            "{\"en\":null}",
            "{\"quantity\":1,\"price\":{\"amount\":\"1\",\"currency\":\"CNY\"}}",
            "{\"amount\":\"1\",\"currency\":\"CNY\"}",
            "{\"amount\":\"1\",\"currency\":\"CNY\",\"vat\":1}",
            "{\"amount\":1,\"currency\":\"CNY\"}");

    private static final String VALID = """
            {"id":"i","kind":"a","note":"two\\nlines","fee":{"amount":"0.5","currency":"EUR"},"latitude":1.5,
             "longitude":2,"open":true,"at":"2026-05-01T08:00:00+08:00",
             "main":{"quantity":2,"price":{"amount":"1.50","currency":"CNY"}},
             "parts":[{"quantity":2,"price":{"amount":"1.50","currency":"CNY"}}],"tags":["t"],"titles":{"en":"Tea"}}
            """;

    private final ObjectNode described = Fields.schema(Thing::read);
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(described.deepCopy().put("$schema", "https://json-schema.org/draft/2020-12/schema"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void takesNothingThatItsSchemaRefuses(long seed) {
        Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < 3_000; i++) {
            ObjectNode body = (ObjectNode) JSON.readTree(VALID);
            spoil(body, random);
            JsonNode sent = JSON.readTree(body.toString());
            List<Violation> violations = new ArrayList<>();

            Fields.entry(sent, NOW, violations, Thing::read);

            List<?> errors =
                    schema.validate(sent, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
            if (violations.isEmpty()) {
                taken++;
                assertThat(errors).as("seed %d, body %d: %s", seed, i, sent).isEmpty();
            } else if (errors.isEmpty()) {
                assertThat(violations)
                        .as("seed %d, body %d: what only a reader can tell: %s", seed, i, sent)
                        .allMatch(
                                each -> each.message()
                                        .matches(
                                                "is in the future|unknown currency.*|.*not only blanks|must be a whole number"));
            }
        }
        assertThat(taken).as("bodies that are right").isBetween(500, 2_500);
    }

    @Test
    void saysWhatIsRequiredAndThatNullInTheOthersMeansAbsent() {
        assertThat(described.path("required").toString()).isEqualTo("[\"id\",\"kind\",\"main\",\"titles\"]");
        assertThat(described.at("/properties/note/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(described.at("/properties/id/type").asString()).isEqualTo("string");
        assertThat(described.path("additionalProperties").asBoolean(true)).isFalse();
    }

    private static void spoil(ObjectNode body, Random random) {
        for (int i = random.nextInt(3); i > 0; i--) {
            ObjectNode target = random.nextInt(3) == 0 && body.get("main") instanceof ObjectNode main ? main : body;
            List<String> names = List.copyOf(target.propertyNames());
            String name =
                    random.nextInt(15) == 0 || names.isEmpty() ? "colour" : names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                target.remove(name);
            } else {
                target.set(name, JSON.readTree(VALUES.get(random.nextInt(VALUES.size()))));
            }
        }
    }

    @Test
    void showsAnExampleOfWhatATypeCannotTell() {
        ObjectNode schema = Fields.schema(fields -> {
            String required = fields.text("from", 5);
            String optional = fields.textOrNull("to", 5);
            fields.example("from", "08:30");
            fields.example("to", "18:00");
            return required + optional;
        });

        assertThat(schema.at("/properties/from/examples/0").asString("")).isEqualTo("08:30");
        assertThat(schema.at("/properties/to/examples/0").asString("")).isEqualTo("18:00");
    }
}
