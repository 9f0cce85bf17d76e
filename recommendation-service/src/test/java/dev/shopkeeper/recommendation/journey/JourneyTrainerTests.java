package dev.shopkeeper.recommendation.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.journey.Journeys.Journey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JourneyTrainerTests {

    private static final int ITEMS = 30;
    private static final JourneyTrainer TRAINER = new JourneyTrainer(2, 20, 6);

    @Test
    void findsWhatComesNextWherePopularityCannot() {
        Journeys journeys = chains();
        long at = journeys.at(0.7);
        Journeys past = journeys.until(at);
        List<RankingCase> cases = journeys.casesFrom(at);

        JourneyModel model = TRAINER.fit(past, TRAINER.search(past, cases, done -> {}), done -> {});

        FullRanking ranking = new FullRanking(ITEMS, List.of(10));
        double own = ranking.evaluate(cases, model, 1).of("ndcg_at_10");
        double popular = ranking.evaluate(
                        cases,
                        (history, scores) -> {
                            for (int item = 0; item < ITEMS; item++) {
                                scores[item] += model.popularity()[item];
                            }
                        },
                        1)
                .of("ndcg_at_10");
        assertThat(own).isGreaterThan(1.5 * popular);
    }

    @Test
    void looksAtNothingThatCameAfter() {
        Journeys journeys = chains();
        long at = journeys.at(0.7);

        assertThat(journeys.until(at).all())
                .allSatisfy(journey ->
                        assertThat(Arrays.stream(journey.epochSeconds())).allMatch(second -> second < at));
        assertThat(journeys.casesFrom(at)).allSatisfy(one -> {
            assertThat(one.wanted()).doesNotHaveDuplicates().hasSizeBetween(1, 10);
            assertThat(one.wanted()).doesNotContain(one.history().items());
        });
    }

    @Test
    void isTheSameBytesAgainAndSurvivesThem() {
        Journeys journeys = chains();
        JourneyOptions options = new JourneyOptions(3, 6, 10, 20, 5, 30, new Shares(1, 0.5, 0.2, 0.1), 0.01);

        byte[] first = TRAINER.fit(journeys, options, done -> {}).bytes();
        byte[] second =
                new JourneyTrainer(1, 20, 6).fit(journeys, options, done -> {}).bytes();

        assertThat(second).isEqualTo(first);
        JourneyModel loaded = JourneyModel.of(first);
        assertThat(loaded.bytes()).isEqualTo(first);
        assertThat(loaded.chosen()).isEqualTo(options);
        float[] scores = new float[ITEMS];
        float[] again = new float[ITEMS];
        loaded.score(journeys.histories().all().getFirst(), scores);
        JourneyModel.of(first).score(journeys.histories().all().getFirst(), again);
        assertThat(again).isEqualTo(scores);
    }

    @Test
    void refusesBytesThatAreNotItsOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JourneyModel.of("something else".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("another kind");
        JourneyOptions options = new JourneyOptions(3, 3, 10, 20, 5, 30, new Shares(1, 0, 0, 0), 0.01);
        byte[] whole = TRAINER.fit(chains(), options, done -> {}).bytes();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JourneyModel.of(Arrays.copyOf(whole, whole.length / 2)))
                .withMessageContaining("too early");
    }

    @Test
    void readsModelsOfTheFirstFormat() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0x534c4d31);
            out.writeDouble(3);
            out.writeDouble(100);
            out.writeInt(50);
            out.writeDouble(10);
            out.writeDouble(30);
            out.writeDouble(0.2);
            out.writeDouble(0.1);
            out.writeInt(2);
            for (int item = 0; item < 2; item++) {
                out.writeUTF("item-" + item);
                out.writeFloat(1);
                out.writeInt(1);
                out.writeInt(1 - item);
                out.writeFloat(0.5f + item);
            }
        }

        JourneyModel model = JourneyModel.of(bytes.toByteArray());

        assertThat(model.chosen()).isEqualTo(new JourneyOptions(3, 3, 100, 50, 10, 30, new Shares(1, 0.2, 0, 0), 0.1));
        float[] scores = new float[2];
        model.score(History.of(1), scores);
        assertThat(scores[0]).isCloseTo(0.9f * 1.5f + 0.1f, within(1e-6f));
        assertThat(JourneyModel.of(model.bytes()).bytes()).isEqualTo(model.bytes());
    }

    /** Everybody walks along the numbers from somewhere, skipping one now and then; no item is wanted most. */
    private static Journeys chains() {
        Random random = new Random(7);
        List<Journey> all = new ArrayList<>();
        for (int person = 0; person < 300; person++) {
            int size = 4 + random.nextInt(5);
            int[] items = new int[size];
            long[] times = new long[size];
            float[] strengths = new float[size];
            int item = random.nextInt(ITEMS);
            for (int event = 0; event < size; event++) {
                items[event] = item;
                times[event] = 1_000_000L + person * 50L + event * 2000L;
                strengths[event] = 1;
                item = (item + 1 + random.nextInt(2)) % ITEMS;
            }
            all.add(new Journey(items, times, strengths));
        }
        int[][] ofItem = new int[ITEMS][];
        for (int item = 0; item < ITEMS; item++) {
            ofItem[item] = new int[] {item / 10};
        }
        return new Journeys(
                IntStream.range(0, ITEMS).mapToObj(item -> "item-" + item).toList(), all, Attributes.of(ofItem, 3));
    }
}
