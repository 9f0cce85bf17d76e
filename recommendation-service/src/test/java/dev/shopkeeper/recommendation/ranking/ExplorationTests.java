package dev.shopkeeper.recommendation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplorationTests {

    private static final int ANSWERS = 40_000;

    @Test
    void putsEachItemWhereItStandsAsOftenAsItsPropensitySays() {
        List<Scored> list = items(0, 4);
        List<Scored> rest = items(10, 15);
        Random random = new Random(1);
        Map<String, Integer> times = new HashMap<>();
        Map<String, Double> propensities = new HashMap<>();

        for (int answer = 0; answer < ANSWERS; answer++) {
            List<Exploration.Drawn> drawn =
                    new Exploration(0.3, new UUID(random.nextLong(), random.nextLong())).drawn(list, rest);
            assertThat(drawn).hasSize(4).extracting(one -> one.scored().item()).doesNotHaveDuplicates();
            for (int place = 0; place < 4; place++) {
                String what = place + ":" + drawn.get(place).scored().item();
                times.merge(what, 1, Integer::sum);
                propensities.put(what, drawn.get(place).propensity());
            }
        }

        assertThat(times).hasSize(4 + 4 * 5);
        times.forEach((what, often) -> assertThat((double) often / ANSWERS)
                .as(what)
                .isCloseTo(propensities.getOrDefault(what, 0.0), within(0.01)));
    }

    @Test
    void leavesTheListAsItIsWhereNothingIsDrawnOrNothingIsLeft() {
        List<Scored> list = items(0, 4);
        UUID id = new UUID(3, 4);

        assertThat(new Exploration(0, id).drawn(list, items(10, 15)))
                .extracting(Exploration.Drawn::scored)
                .isEqualTo(list);
        assertThat(new Exploration(1, id).drawn(list, List.of()))
                .extracting(Exploration.Drawn::propensity)
                .containsOnly(1.0);
        List<Exploration.Drawn> all = new Exploration(1, id).drawn(list, items(10, 12));
        assertThat(all).extracting(one -> one.scored().item()).endsWith(2, 3);
        assertThat(all.subList(0, 2)).extracting(one -> one.scored().item()).containsExactlyInAnyOrder(10, 11);
        assertThat(all).extracting(Exploration.Drawn::propensity).containsExactly(0.5, 0.5, 1.0, 1.0);
    }

    @Test
    void drawsTheSameAgainForTheSameAnswer() {
        UUID id = new UUID(5, 6);
        assertThat(new Exploration(0.5, id).drawn(items(0, 20), items(20, 60)))
                .isEqualTo(new Exploration(0.5, id).drawn(items(0, 20), items(20, 60)));
    }

    private static List<Scored> items(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(item ->
                        Scored.of(item, List.of(Scored.Contribution.of(Scored.Source.POPULARITY, null, 100 - item))))
                .toList();
    }
}
