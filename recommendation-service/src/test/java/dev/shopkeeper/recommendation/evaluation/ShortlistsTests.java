package dev.shopkeeper.recommendation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortlistsTests {

    private static final List<Integer> DEPTHS = List.of(10, 20);

    @Test
    void aWeightedSumIsRankedAsAmongAllItems() {
        SplittableRandom random = new SplittableRandom(1);
        int items = 3000;
        float[] common = noise(items, random);
        List<Scorer> models = List.of(
                noisy(common, 0.3f, noise(items, random)),
                noisy(common, 0.3f, noise(items, random)),
                noisy(common, 0.3f, noise(items, random)));
        List<RankingCase> cases = cases(items, common, random);
        Shortlists shortlists = Shortlists.of(items, cases, models, 2);
        for (float[] factors : new float[][] {{1, 0, 0}, {0, 1, 0}, {1, 1, 1}, {0.2f, 3, 0.5f}}) {
            RankingMetrics all = new FullRanking(items, DEPTHS).evaluate(cases, sum(models, factors), 2);
            RankingMetrics listed = shortlists.evaluate(factors, DEPTHS);
            assertThat(listed.cases()).isEqualTo(all.cases());
            assertThat(all.of("ndcg_at_20")).isGreaterThan(0.02);
            all.byName()
                    .forEach((name, value) ->
                            assertThat(listed.of(name)).as(name).isEqualTo(value, within(1e-12)));
        }
    }

    @Test
    void aModelThatScoresFewItemsDoesNotGainByTheOthersThatItScoresAlike() {
        Scorer one = (history, scores) -> scores[7] += 1;
        List<RankingCase> cases = List.of(RankingCase.ofAny(History.of(1), 900));
        Shortlists shortlists = Shortlists.of(1000, cases, List.of(one), 1);
        assertThat(shortlists.evaluate(new float[] {1}, DEPTHS).of("hit_at_20")).isZero();
    }

    @Test
    void whatIsHiddenIsNeverListedNorFound() {
        Scorer models = (history, scores) -> {
            scores[3] += 5;
            scores[4] += 4;
        };
        List<RankingCase> cases = List.of(
                new RankingCase(History.of(3), new int[] {4}, new int[] {3}),
                new RankingCase(History.of(3), new int[] {3}, new int[] {3}));
        Shortlists shortlists = Shortlists.of(50, cases, List.of(models), 1);
        assertThat(shortlists.evaluate(new float[] {1}, DEPTHS).of("mrr_at_10")).isEqualTo(0.5);
    }

    @Test
    void aModelsScaleIsItsMeanBestScore() {
        Scorer model = (history, scores) -> scores[2] += history.items()[0];
        List<RankingCase> cases = List.of(RankingCase.ofAny(History.of(4), 2), RankingCase.ofAny(History.of(8), 2));
        assertThat(Shortlists.of(10, cases, List.of(model, (history, scores) -> {}), 1))
                .satisfies(lists -> assertThat(lists.scale(0)).isEqualTo(6))
                .satisfies(lists -> assertThat(lists.scale(1)).isEqualTo(1));
    }

    private static List<RankingCase> cases(int items, float[] common, SplittableRandom random) {
        int[] best = IntStream.range(0, items)
                .boxed()
                .sorted((a, b) -> Float.compare(common[b], common[a]))
                .limit(60)
                .mapToInt(Integer::intValue)
                .toArray();
        List<RankingCase> cases = new ArrayList<>();
        for (int number = 0; number < 80; number++) {
            int known = best[random.nextInt(best.length)];
            int[] wanted = IntStream.of(best[random.nextInt(best.length)], random.nextInt(items))
                    .distinct()
                    .filter(item -> item != known)
                    .toArray();
            if (wanted.length > 0) {
                cases.add(RankingCase.ofNew(History.of(known), wanted));
            }
        }
        return cases;
    }

    private static Scorer noisy(float[] common, float share, float[] noise) {
        return (history, scores) -> {
            int shift = Arrays.hashCode(history.items()) & 1023;
            for (int item = 0; item < scores.length; item++) {
                scores[item] += common[item] + share * noise[(item + shift) % noise.length];
            }
        };
    }

    private static Scorer sum(List<Scorer> models, float[] factors) {
        return (history, scores) -> {
            for (int model = 0; model < factors.length; model++) {
                float[] own = new float[scores.length];
                models.get(model).score(history, own);
                for (int item = 0; item < scores.length; item++) {
                    scores[item] += factors[model] * own[item];
                }
            }
        };
    }

    private static float[] noise(int items, SplittableRandom random) {
        float[] noise = new float[items];
        for (int item = 0; item < items; item++) {
            noise[item] = (float) random.nextGaussian();
        }
        return noise;
    }
}
