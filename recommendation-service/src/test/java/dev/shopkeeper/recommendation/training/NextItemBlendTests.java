package dev.shopkeeper.recommendation.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Options.InvalidOptionException;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.journey.Journeys;
import dev.shopkeeper.recommendation.journey.Journeys.Journey;
import dev.shopkeeper.recommendation.ranking.RankingSettings;
import dev.shopkeeper.recommendation.selection.BlendModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The gate's verdict on shops of which the truth is known. Nothing is read from a database. */
class NextItemBlendTests {

    private static final int KINDS = 12;
    private static final int PER_KIND = 25;
    private static final int PEOPLE = 700;
    private static final NextItemBlend MODEL = new NextItemBlend(unread());

    /** Without a network, which takes most of the time. */
    private static final Options OPTIONS = MODEL.options().with(Map.of("trials", "5", "deep_trials", "0"));

    @ParameterizedTest
    @CsvSource({"per_item, 1", "trials, 0", "events_per_visitor, 1", "hold_out_share, 0.9", "threads, 0"})
    void refusesAnOptionThatNoRunCouldWorkWith(String option, String value) {
        MODEL.check(OPTIONS);

        assertThatThrownBy(() -> MODEL.check(OPTIONS.with(Map.of(option, value))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'" + option + "'")
                .hasMessageContaining("'" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void beatsCooccurrenceByFarWherePeopleKeepToKindsAndMostPairsAreMetByFew(long seed) {
        Journeys shop = shop(new Random(seed));

        Outcome outcome = outcome(shop, seed);

        assertThat(outcome.verdict().passed())
                .as("seed %d: %s", seed, outcome.verdict().reason())
                .isTrue();
        assertThat(outcome.candidate())
                .as("seed %d: %s", seed, outcome.verdict().reason())
                .isGreaterThan(1.08 * outcome.baseline());
    }

    /** A single draw of so few cases lets luck pass now and then; what is taken together does not. */
    @Test
    void isRejectedOverManyShopsWhereNobodyHasATasteOfTheirOwn() {
        double candidates = 0;
        double baselines = 0;
        for (long seed = 1; seed <= 6; seed++) {
            Outcome outcome = outcome(shuffled(shop(new Random(seed)), new Random(seed)), seed);
            candidates += outcome.candidate();
            baselines += outcome.baseline();
        }

        Gate.Verdict verdict =
                MODEL.gate().judge(Map.of("ndcg_at_10", candidates / 6), Map.of("ndcg_at_10", baselines / 6));

        assertThat(verdict.passed()).as(verdict.reason()).isFalse();
    }

    @Test
    void isTheSameBytesFromTheSameData() {
        Options options = OPTIONS.with(Map.of("deep_trials", "1"));
        Split<Journeys> split = MODEL.split(shop(new Random(1)), options);

        byte[] once = MODEL.save(MODEL.train(split.training(), options, 1, TrainingProgress.SILENT));
        byte[] again = MODEL.save(MODEL.train(split.training(), options.with(Map.of("threads", "3")), 1, done -> {}));

        assertThat(again).isEqualTo(once);
    }

    private record Outcome(double candidate, double baseline, Gate.Verdict verdict) {}

    private static Outcome outcome(Journeys shop, long seed) {
        Split<Journeys> split = MODEL.split(shop, OPTIONS);
        BlendModel model = MODEL.train(split.training(), OPTIONS, seed, TrainingProgress.SILENT);
        Map<String, Double> candidate = MODEL.evaluate(model, split, TrainingProgress.SILENT);
        Map<String, Double> baseline = MODEL.evaluateBaseline(split, TrainingProgress.SILENT);
        return new Outcome(
                candidate.getOrDefault("ndcg_at_10", 0.0),
                baseline.getOrDefault("ndcg_at_10", 1.0),
                MODEL.gate().judge(candidate, baseline));
    }

    /** Everybody likes two kinds and takes of them what is popular, with some chance; in no order that means anything. */
    private static Journeys shop(Random random) {
        List<Journey> all = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            int[] liked = {random.nextInt(KINDS), random.nextInt(KINDS)};
            int size = 4 + random.nextInt(9);
            long[] times = random.longs(size, 0, Duration.ofDays(365).toSeconds())
                    .sorted()
                    .toArray();
            int[] items = new int[size];
            float[] strengths = new float[size];
            for (int event = 0; event < size; event++) {
                int kind = random.nextInt(10) == 0 ? random.nextInt(KINDS) : liked[random.nextInt(2)];
                items[event] = kind * PER_KIND + (int) (PER_KIND * Math.pow(random.nextDouble(), 2));
                strengths[event] = random.nextInt(5) == 0 ? 2 : 1;
            }
            all.add(new Journey(items, times, strengths));
        }
        int[][] ofItem = IntStream.range(0, KINDS * PER_KIND)
                .mapToObj(item -> new int[] {item / PER_KIND, KINDS + item % 7})
                .toArray(int[][]::new);
        List<String> ids = IntStream.range(0, ofItem.length)
                .mapToObj(item -> "item-" + item)
                .toList();
        return new Journeys(ids, all, Attributes.of(ofItem, KINDS + 7));
    }

    /** The same people at the same times, and the same items as often, but who met what is drawn again. */
    private static Journeys shuffled(Journeys shop, Random random) {
        int[] items = shop.all().stream()
                .flatMapToInt(journey -> IntStream.of(journey.items()))
                .toArray();
        for (int place = items.length - 1; place > 0; place--) {
            int other = random.nextInt(place + 1);
            int kept = items[place];
            items[place] = items[other];
            items[other] = kept;
        }
        List<Journey> all = new ArrayList<>();
        int from = 0;
        for (Journey journey : shop.all()) {
            int size = journey.items().length;
            all.add(new Journey(
                    Arrays.copyOfRange(items, from, from + size), journey.epochSeconds(), journey.strengths()));
            from += size;
        }
        return new Journeys(shop.itemIds(), all, shop.attributes());
    }

    private static JourneyStore unread() {
        DriverManagerDataSource nowhere = new DriverManagerDataSource("jdbc:postgresql://nowhere.invalid/none");
        RankingSettings settings = new RankingSettings(
                20, 5, 1, 1.5, 2, 2, 4, 2, 0.1, Duration.ofDays(180), Duration.ofDays(7), Duration.ofMillis(100), 8);
        return new JourneyStore(new JdbcTemplate(nowhere), new DataSourceTransactionManager(nowhere), settings);
    }
}
