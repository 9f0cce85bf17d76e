package dev.shopkeeper.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderedMapsTests {

    @Test
    void optionsAreWrittenInTheOrderTheyWereGiven() {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            options.put("option-" + (i * 37 % 50), "x");
        }
        TrainingRequested event = new TrainingRequested("c", "m", null, options, null, Instant.EPOCH);

        TrainingRequested read =
                EventJson.mapper().readValue(EventJson.mapper().writeValueAsBytes(event), TrainingRequested.class);

        assertThat(read.options().keySet()).containsExactlyElementsOf(options.keySet());
    }

    @Test
    void aValueOfNullIsAsGoodAsAbsent() {
        String json = "{\"item_id\":\"i\",\"titles\":{\"zh\":null,\"en\":\"Tea\"},\"active\":true}";

        assertThat(EventJson.mapper().readValue(json, ItemUpserted.class).titles())
                .isEqualTo(Map.of("en", "Tea"));
    }
}
