package dev.shopkeeper.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.Samples.Sample;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EventContractTests {

    static Stream<Sample> samples() {
        return Samples.all();
    }

    static Stream<EventType<?>> types() {
        return EventTypes.all().stream();
    }

    /** Samples are frozen: a file that was released is never changed, so reading it is reading an older producer. */
    @Nested
    class ASample {

        @ParameterizedTest
        @MethodSource("dev.shopkeeper.events.EventContractTests#samples")
        void isValidAgainstItsSchema(Sample sample) {
            assertThat(Schemas.errors(sample.type().schemaResource(), sample.json()))
                    .isEmpty();
        }

        @ParameterizedTest
        @MethodSource("dev.shopkeeper.events.EventContractTests#samples")
        void isReadAndWrittenBackEqual(Sample sample) {
            ShopEvent event =
                    EventJson.mapper().treeToValue(sample.json(), sample.type().record());
            JsonNode written = EventJson.mapper().readTree(EventJson.mapper().writeValueAsBytes(event));

            assertThat(withoutEmptyCollections(written)).isEqualTo(sample.json());
            assertThat(Schemas.errors(sample.type().schemaResource(), written)).isEmpty();
            assertThat(event.key()).isNotBlank();
        }

        @ParameterizedTest
        @MethodSource("dev.shopkeeper.events.EventContractTests#samples")
        void survivesUnknownFieldsAndUnknownValues(Sample sample) {
            ObjectNode newer = ((ObjectNode) sample.json()).deepCopy();
            newer.put("added_later", "新").putObject("nested_later").put("a", 1);
            for (String name :
                    List.of("event_name", "reason", "state", "kind", "decision", "tier", "channel", "intent")) {
                if (newer.has(name)) {
                    newer.put(name, "known_later");
                }
            }

            assertThat(Schemas.errors(sample.type().schemaResource(), newer)).isEmpty();
            assertThat(EventJson.mapper()
                            .treeToValue(newer, sample.type().record())
                            .key())
                    .isNotBlank();
        }
    }

    @Nested
    class AType {

        @ParameterizedTest
        @MethodSource("dev.shopkeeper.events.EventContractTests#types")
        void hasASmallestAndACompleteSample(EventType<?> type) {
            JsonNode schema = Samples.schema(type.schemaResource());
            List<Sample> samples = Samples.of(type);

            assertThat(samples).extracting(Sample::file).contains("minimal.json", "full.json");
            assertThat(samples)
                    .anySatisfy(sample -> assertThat(sample.json().propertyNames())
                            .containsExactlyInAnyOrderElementsOf(
                                    schema.get("properties").propertyNames()));
        }

        @ParameterizedTest
        @MethodSource("dev.shopkeeper.events.EventContractTests#types")
        void hasASchemaOfTheRecordsFields(EventType<?> type) {
            JsonNode schema = Samples.schema(type.schemaResource());

            assertThat(schema.get("$id").asString()).isEqualTo(type.dataSchema());
            assertThat(schema.get("properties").propertyNames())
                    .containsExactlyInAnyOrderElementsOf(fields(type).stream()
                            .map(EventContractTests::snakeCase)
                            .toList());
        }

        @ParameterizedTest
        @MethodSource("dev.shopkeeper.events.EventContractTests#types")
        void requiresWhatTheRecordCannotBeWithout(EventType<?> type) {
            List<String> required = new ArrayList<>();
            Samples.schema(type.schemaResource()).get("required").forEach(name -> required.add(name.asString()));
            TreeSet<String> never = new TreeSet<>();
            for (RecordComponent component : type.record().getRecordComponents()) {
                boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                        || Iterable.class.isAssignableFrom(component.getType())
                        || Map.class.isAssignableFrom(component.getType());
                if (!optional) {
                    never.add(snakeCase(component.getName()));
                }
            }
            required.remove("lines");

            assertThat(required).containsExactlyInAnyOrderElementsOf(never);
        }
    }

    private static List<String> fields(EventType<?> type) {
        return Arrays.stream(type.record().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static JsonNode withoutEmptyCollections(JsonNode node) {
        JsonNode copy = node.deepCopy();
        if (copy instanceof ObjectNode object) {
            List<String> empty = object.properties().stream()
                    .filter(entry ->
                            entry.getValue().isContainer() && entry.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
            object.remove(empty);
        }
        return copy;
    }
}
