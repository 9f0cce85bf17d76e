package dev.shopkeeper.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AsyncApiTests {

    private final JsonNode document =
            new YAMLMapper().readTree(Samples.path("/asyncapi.yaml").toFile());

    @Test
    void listsExactlyTheTopicsWithTheirPartitionsAndCleanUp() {
        Map<String, String> described = new HashMap<>();
        for (JsonNode channel : document.get("channels")) {
            JsonNode kafka = channel.at("/bindings/kafka");
            described.put(
                    channel.get("address").asString(),
                    kafka.get("partitions").asInt() + " "
                            + kafka.at("/topicConfiguration/cleanup.policy/0").asString());
            assertThat(kafka.get("topic")).isEqualTo(channel.get("address"));
        }
        Map<String, String> expected = new HashMap<>();
        Arrays.stream(Topic.values())
                .forEach(topic -> expected.put(
                        topic.topicName(), topic.partitions() + (topic.compacted() ? " compact" : " delete")));

        assertThat(described).isEqualTo(expected);
    }

    @Test
    void listsExactlyTheTypesOfEachTopic() {
        Map<String, Set<String>> described = new HashMap<>();
        for (JsonNode channel : document.get("channels")) {
            Set<String> names = new HashSet<>();
            channel.get("messages")
                    .forEach(message -> names.add(resolve(message).get("name").asString()));
            described.put(channel.get("address").asString(), names);
        }
        Map<String, Set<String>> expected = new HashMap<>();
        EventTypes.all()
                .forEach(type -> expected.computeIfAbsent(type.topic().topicName(), topic -> new HashSet<>())
                        .add(type.name()));

        assertThat(described).isEqualTo(expected);
        assertThat(document.at("/components/messages")).hasSize(EventTypes.all().size());
    }

    @Test
    void refersToTheSchemaOfEachType() {
        for (JsonNode message : document.at("/components/messages")) {
            String reference = message.at("/payload/schema/$ref").asString();
            assertThat(reference).isEqualTo("./schemas/" + message.get("name").asString() + ".json");
            assertThat(Files.exists(Samples.path(reference.substring(1)))).isTrue();
        }
    }

    @Test
    void everyChannelIsSentToAndReceivedFrom() {
        Map<String, Set<String>> actions = new HashMap<>();
        for (JsonNode operation : document.get("operations")) {
            String address = resolve(operation.get("channel")).get("address").asString();
            actions.computeIfAbsent(address, key -> new HashSet<>())
                    .add(operation.get("action").asString());
        }

        assertThat(actions).hasSize(Topic.values().length);
        assertThat(actions.values()).allMatch(Set.of("send", "receive")::equals);
    }

    private JsonNode resolve(JsonNode reference) {
        JsonNode found = document.at(reference.get("$ref").asString().substring(1));
        assertThat(found.isMissingNode()).as(reference.toString()).isFalse();
        return found;
    }
}
