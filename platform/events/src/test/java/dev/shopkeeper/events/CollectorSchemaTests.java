package dev.shopkeeper.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CollectorSchemaTests {

    private static final String SCHEMA = "/schemas/collector-event.json";

    private static final String VIEW = """
            {"event_id": "e-1", "event_name": "view_item", "occurred_at": "2026-03-08T09:15:30Z",
             "anonymous_id": "a-1", "items": [{"item_id": "SKU-1"}]}""";

    @Test
    void takesEveryFieldOfTheRecordedEventButTheServersTime() {
        ObjectNode full = (ObjectNode)
                Samples.of(EventTypes.of(BehaviourRecorded.class)).getFirst().json();
        ObjectNode sent = full.deepCopy();
        sent.remove("received_at");

        assertThat(Schemas.errors(SCHEMA, sent)).isEmpty();
        assertThat(Schemas.errors(SCHEMA, full)).hasSize(1).allMatch(error -> error.contains("received_at"));
    }

    @Test
    void knowsExactlyTheNamesOfTheContract() {
        List<String> names = new ArrayList<>();
        Samples.schema(SCHEMA).at("/properties/event_name/enum").forEach(name -> names.add(name.asString()));

        assertThat(names)
                .containsExactlyElementsOf(Arrays.stream(BehaviourName.values())
                        .map(BehaviourName::wireName)
                        .toList());
    }

    @Test
    void takesAnItemAsGa4DescribesIt() {
        ObjectNode event = view();
        event.putArray("items")
                .addObject()
                .put("item_id", "茶/001:🍵")
                .put("item_name", "高山乌龙茶")
                .put("item_brand", "山里")
                .put("item_category", "食品")
                .put("item_category5", "Oolong")
                .put("item_variant", "250g")
                .put("affiliation", "Shop")
                .put("price", 129.5)
                .put("discount", "5.00")
                .put("quantity", 2)
                .put("index", 0);

        assertThat(Schemas.errors(SCHEMA, event)).isEmpty();
    }

    static Stream<Arguments> wrongs() {
        return Stream.of(
                Arguments.of("/items/0/price", "-1"),
                Arguments.of("/items/0/price", "1e3"),
                Arguments.of("/items/0/price", -0.01),
                Arguments.of("/items/0/price", 1e12),
                Arguments.of("/items/0/price", true),
                Arguments.of("/items/0/quantity", 0),
                Arguments.of("/items/0/quantity", 1_000_001),
                Arguments.of("/items/0/quantity", 1.5),
                Arguments.of("/items/0/quantity", "2"),
                Arguments.of("/items/0/item_id", ""),
                Arguments.of("/items/0/item_id", "a\u0000b"),
                Arguments.of("/items/0/item_id", "a\nb"),
                Arguments.of("/items/0/item_id", "x".repeat(129)),
                Arguments.of("/items/0/itemId", "x"),
                Arguments.of("/event_id", 7),
                Arguments.of("/event_name", "VIEW_ITEM"),
                Arguments.of("/occurred_at", "yesterday"),
                Arguments.of("/occurred_at", 1772961330),
                Arguments.of("/currency", "cny"),
                Arguments.of("/value", "12,30"),
                Arguments.of("/value", "1234567890123"),
                Arguments.of("/consent", "maybe"),
                Arguments.of("/user_id", null),
                Arguments.of("/anything", "x"));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void refusesAWrongValueWhereItStands(String pointer, @Nullable Object value) {
        ObjectNode event = view();
        int last = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) event.at(pointer.substring(0, last));
        parent.set(pointer.substring(last + 1), EventJson.mapper().valueToTree(value));

        assertThat(Schemas.errors(SCHEMA, event))
                .isNotEmpty()
                .anyMatch(error -> error.contains(pointer.substring(last + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_id", "event_name", "items", "anonymous_id"})
    void refusesAnEventThatLacks(String field) {
        ObjectNode event = view();
        event.remove(field);

        assertThat(Schemas.errors(SCHEMA, event)).isNotEmpty().anyMatch(error -> error.contains(field));
    }

    @ParameterizedTest
    @CsvSource({"search, search_term", "purchase, transaction_id", "refund, transaction_id"})
    void refusesAnEventWithoutWhatItsNameAsksFor(String name, String field) {
        ObjectNode event = view().put("event_name", name);
        assertThat(Schemas.errors(SCHEMA, event)).hasSize(1).allMatch(error -> error.contains(field));

        event.put(field, "x-1");
        assertThat(Schemas.errors(SCHEMA, event)).isEmpty();
    }

    @Test
    void takesTwoHundredItemsAndNoMore() {
        ObjectNode event = view();
        JsonNode item = event.at("/items/0");
        for (int i = 1; i < 200; i++) {
            event.withArray("items").add(item);
        }
        assertThat(Schemas.errors(SCHEMA, event)).isEmpty();

        event.withArray("items").add(item);
        assertThat(Schemas.errors(SCHEMA, event)).isNotEmpty();
    }

    private static ObjectNode view() {
        return (ObjectNode) EventJson.mapper().readTree(VIEW);
    }
}
