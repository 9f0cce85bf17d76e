package dev.shopkeeper.gateway.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.BehaviourName;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parser written by hand takes what the schema takes, on tens of thousands of events made wrong at random. */
class SchemaParityTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final TimeWindow WINDOW = TimeWindow.anyPastAt(NOW, Duration.ofDays(4000));

    /** JSON texts that stand for every kind of value, right for some field and wrong for others. */
    private static final List<String> VALUES = List.of(
            "\"a\"",
            "\"\"",
            "null",
            "true",
            "[]",
            "{}",
            "{\"a\":{\"b\":[1]}}",
            "0",
            "-0",
            "1",
            "-1",
            "1.0",
            "1.5",
            "1e3",
            "1E-2",
            "1e-9",
            "0.30000000000000004",
            "1000000",
            "1000001",
            "999999999999",
            "1000000000000",
            "999999999999.9999999",
            "1e400",
            "\"12.30\"",
            "\"-1\"",
            "\"+1\"",
            "\"1e3\"",
            "\".5\"",
            "\"5.\"",
            "\"000000000001\"",
            "\"0000000000001\"",
            "\"1.1234567\"",
            "\"1.123456\"",
            "\"１\"",
            "\"EUR\"",
            "\"eur\"",
            "\"EURO\"",
            "\"granted\"",
            "\"denied\"",
            "\"maybe\"",
            "\"view_item\"",
            "\"search\"",
            "\"refund\"",
            "\"View_Item\"",
            "\"2026-11-01T08:30:00Z\"",
            "\"2026-11-01T08:30:00.123+05:30\"",
            "\"2026-02-30T08:30:00Z\"",
            "\"2026-11-01\"",
            "\"2026-11-01 08:30:00Z\"",
            "\"2026-11-01T08:30Z\"",
            "\"2026-11-01T08:30:00\"",
            "\"2026-11-01T24:00:00Z\"",
            "\"a/b:c 😀\"",
            "\"tab\\there\"",
            "\"\\u0085\"",
            "\"\\u2028\"",
            "\"" + "x".repeat(128) + "\"",
            "\"" + "x".repeat(129) + "\"",
            "\"" + "😀".repeat(128) + "\"",
            "\"" + "x".repeat(256) + "\"",
            "\"" + "x".repeat(257) + "\"",
            "\"" + "x".repeat(512) + "\"",
            "\"" + "x".repeat(513) + "\"",
            "[{\"item_id\":\"i\"}]",
            "[{}]",
            "[1]",
            "[" + "{\"item_id\":\"i\"},".repeat(200) + "{\"item_id\":\"i\"}]");

    private final JsonNode schema = CollectorSchema.tree();
    private final List<String> eventFields = fields(schema.at("/properties"));
    private final List<String> itemFields = fields(schema.at("/properties/items/items/properties"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithTheSchema(long seed) {
        Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < 4_000; i++) {
            // given
            ObjectNode event = event(random);
            spoil(event, random);
            String json = JSON.writeValueAsString(event);

            // when
            List<String> bySchema = CollectorSchema.errors(JSON.readTree(json));
            List<Refusal> refusals = new ArrayList<>();
            BehaviourRecorded read = parse(json, refusals);

            // then
            assertThat(refusals.isEmpty())
                    .as("seed %d, event %d: %s%nschema: %s%nparser: %s", seed, i, json, bySchema, refusals)
                    .isEqualTo(bySchema.isEmpty());
            assertThat(read == null).isEqualTo(!refusals.isEmpty());
            if (read != null) {
                SchemaAssert.assertValid(read);
                taken++;
            }
        }
        assertThat(taken).as("events that are right").isBetween(400, 3_600);
    }

    @Test
    void knowsEveryFieldOfTheSchema() {
        assertThat(eventFields).hasSizeGreaterThan(15);
        for (String field : eventFields) {
            List<Refusal> refusals = new ArrayList<>();
            parse("{\"" + field + "\":null}", refusals);
            assertThat(refusals).as(field).anyMatch(refusal -> refusal.name().equals(field));
            assertThat(refusals)
                    .as(field)
                    .noneMatch(refusal -> refusal.message().contains("is no field"));
        }
    }

    private static @Nullable BehaviourRecorded parse(String json, List<Refusal> refusals) {
        try (var parser = CollectorJson.parser(json.getBytes(UTF_8))) {
            parser.nextToken();
            return new EventParser(parser, WINDOW, refusals).read(0);
        }
    }

    /** A right one, with a random choice of optional fields. */
    private ObjectNode event(Random random) {
        BehaviourName name = BehaviourName.values()[random.nextInt(BehaviourName.values().length)];
        ObjectNode event = JSON.createObjectNode();
        event.put("event_id", "e-" + random.nextInt());
        event.put("event_name", name.wireName());
        if (random.nextInt(8) == 0) {
            event.put("consent", "denied");
        } else {
            event.put(random.nextBoolean() ? "user_id" : "anonymous_id", "u/1:é");
        }
        event.put("transaction_id", "t");
        event.put("search_term", "红 shoes");
        if (random.nextBoolean()) {
            event.put("occurred_at", "2026-11-19T10:00:00.5+08:00");
            event.put("currency", "CNY");
            event.put("value", 12.5);
            event.put("consent", random.nextBoolean() ? "granted" : "denied");
        }
        ArrayNode items = event.putArray("items");
        for (int i = 0; i <= random.nextInt(3); i++) {
            ObjectNode item = items.addObject().put("item_id", "i" + i);
            if (random.nextBoolean()) {
                item.put("price", "10.00").put("quantity", 2).put("index", 0).put("item_name", "Tea");
            }
        }
        return event;
    }

    private void spoil(ObjectNode event, Random random) {
        for (int i = random.nextInt(3); i > 0; i--) {
            boolean inItem = random.nextInt(3) == 0
                    && !event.path("items").isEmpty()
                    && event.at("/items/0").isObject();
            ObjectNode target = inItem ? (ObjectNode) event.at("/items/0") : event;
            List<String> names = inItem ? itemFields : eventFields;
            String name = random.nextInt(20) == 0 ? "colour" : names.get(random.nextInt(names.size()));
            if (random.nextInt(6) == 0) {
                target.remove(name);
            } else {
                target.set(name, JSON.readTree(VALUES.get(random.nextInt(VALUES.size()))));
            }
        }
    }

    private static List<String> fields(JsonNode properties) {
        return List.copyOf(properties.propertyNames());
    }
}
