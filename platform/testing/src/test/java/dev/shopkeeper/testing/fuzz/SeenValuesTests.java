package dev.shopkeeper.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SeenValuesTests {

    private final Random random = new Random(1);
    private final SeenValues seen = new SeenValues(Set.of("model"));

    private void shown(String path, String json) {
        seen.learnShown(path, JsonMapper.shared().readTree(json));
    }

    @Test
    void aimsAtThingsOfTheSameCollection() {
        shown("/orders", "{\"items\":[{\"order_id\":\"o\",\"user_id\":\"u\"}],\"next_cursor\":null}");
        shown("/members", "{\"items\":[{\"user_id\":\"m\"}]}");
        shown("/a/jobs", "{\"items\":[{\"id\":\"job-a\"}]}");
        shown("/b/jobs", "{\"items\":[{\"id\":\"job-b\"}]}");
        shown("/models", "[{\"name\":\"ranker\",\"description\":\"ranks\"}]");

        assertThat(seen.inPath("/orders/{id}/ship", "id", random)).contains("o");
        assertThat(seen.inPath("/members/{id}", "id", random)).contains("m");
        assertThat(seen.inPath("/a/jobs/{id}", "id", random)).contains("job-a");
        assertThat(seen.inPath("/models/{model}/runs", "model", random)).contains("ranker");
    }

    @Test
    void prefersWhatOccursInMostCollections() {
        shown("/products", "[{\"item_id\":\"tea\"},{\"item_id\":\"pot\"}]");
        shown("/stock", "[{\"item_id\":\"tea\"}]");
        for (int i = 0; i < 40; i++) {
            shown("/orders", "[{\"order_id\":\"o" + i + "\",\"item_id\":\"stray" + i + "\"}]");
        }
        Set<String> popular = new HashSet<>();

        for (int i = 0; i < 200; i++) {
            popular.add(seen.popular("itemId", random).orElseThrow());
        }

        assertThat(popular).contains("tea", "pot").hasSize(4);
        assertThat(seen.popular("unheard_of", random)).isEmpty();
    }

    @Test
    void keepsWhatBelongsTogetherTogether() {
        shown(
                "/orders",
                "[{\"order_id\":\"a\",\"lines\":[{\"line_id\":\"a1\"}]},"
                        + "{\"order_id\":\"b\",\"lines\":[{\"line_id\":\"b1\"}]}]");
        Set<String> pairs = new HashSet<>();

        for (int i = 0; i < 200; i++) {
            seen.focusOnOne(Set.of("order_id", "line_id", "quantity"), random);
            pairs.add(seen.any("order_id", random).orElseThrow()
                    + seen.any("line_id", random).orElseThrow());
        }

        assertThat(pairs).contains("aa1", "bb1");
    }
}
