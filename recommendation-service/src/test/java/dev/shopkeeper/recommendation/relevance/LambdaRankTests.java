package dev.shopkeeper.recommendation.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.ml.lightgbm.PredictionType;
import dev.shopkeeper.recommendation.relevance.trees.LightGbmText;
import dev.shopkeeper.recommendation.relevance.trees.Trees;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What LightGBM does itself, against what is read of its text. */
class LambdaRankTests {

    private static final String[] NAMES = {"a", "b", "c", "d"};
    private static final int COLUMNS = NAMES.length;
    private static final Map<String, String> OPTIONS =
            Map.of("num_leaves", "12", "learning_rate", "0.15", "min_data_in_leaf", "5");

    private static double value(Random random, int column) {
        boolean missing = column != 0 && random.nextInt(6) == 0;
        return missing ? Double.NaN : column == 3 ? random.nextInt(3) : random.nextGaussian();
    }

    private static TrainingRows rows(Random random, int lists) {
        int length = 8;
        int rows = lists * length;
        double[] values = new double[rows * COLUMNS];
        float[] labels = new float[rows];
        float[] weights = new float[rows];
        double[] offsets = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                values[row * COLUMNS + column] = value(random, column);
            }
            double b = values[row * COLUMNS + 1];
            double liked = values[row * COLUMNS] + (Double.isNaN(b) ? 0.7 : Math.abs(b)) + random.nextGaussian();
            labels[row] = liked > 2.5 ? 2 : liked > 1.5 ? 1 : 0;
            weights[row] = 0.5f + random.nextFloat();
            offsets[row] = random.nextGaussian() / 5;
        }
        int[] groups = new int[lists];
        Arrays.fill(groups, length);
        return new TrainingRows(COLUMNS, values, labels, groups, weights, offsets);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsReadPredictsAndExplainsAsLightGbmDoes(long seed) throws Exception {
        Random random = new Random(seed);
        try (LambdaRank training = new LambdaRank(rows(random, 150), NAMES, OPTIONS, seed)) {
            training.grow(60);
            Trees trees = training.trees();
            assertThat(trees.size()).isEqualTo(60);
            try (LGBMBooster itself = LGBMBooster.loadModelFromString(training.text())) {
                for (int i = 0; i < 300; i++) {
                    double[] row = new double[COLUMNS];
                    for (int column = 0; column < COLUMNS; column++) {
                        // also what training never saw: a first column without a value
                        row[column] = random.nextInt(8) == 0 ? Double.NaN : value(random, column);
                    }
                    String which = "seed " + seed + ", row " + Arrays.toString(row);
                    double[] own = trees.contributions(row);
                    double[] theirs = itself.predictForMat(row, 1, COLUMNS, true, PredictionType.C_API_PREDICT_CONTRIB);

                    assertThat(trees.predict(row))
                            .as(which)
                            .isCloseTo(
                                    itself.predictForMatSingleRow(row, PredictionType.C_API_PREDICT_RAW_SCORE),
                                    within(1e-9));
                    for (int column = 0; column < COLUMNS; column++) {
                        assertThat(own[column]).as(which).isCloseTo(theirs[column], within(1e-9));
                    }
                    assertThat(trees.expected()).as(which).isCloseTo(theirs[COLUMNS], within(1e-9));
                    assertThat(DoubleStream.of(own).sum() + trees.expected())
                            .as(which)
                            .isCloseTo(trees.predict(row), within(1e-9));
                }
            }
        }
    }

    @Test
    void growsTheSameTreesFromTheSameRowsAndSeed() {
        TrainingRows rows = rows(new Random(5), 60);
        try (LambdaRank one = new LambdaRank(rows, NAMES, OPTIONS, 7);
                LambdaRank other = new LambdaRank(rows, NAMES, OPTIONS, 7)) {
            one.grow(20);
            other.grow(20);

            assertThat(other.text()).isEqualTo(one.text());
        }
    }

    @Test
    void refusesAParameterThatLightGbmPassesOver() {
        try (LambdaRank training = new LambdaRank(rows(new Random(5), 60), NAMES, Map.of("num_leafs", "7"), 7)) {
            training.grow(1);

            assertThatIllegalStateException()
                    .isThrownBy(training::trees)
                    .withMessageContaining("num_leafs=7")
                    .withMessageContaining("misspelt");
        }
    }

    @Test
    void refusesRowsThatLightGbmWouldTakeInSilenceOrDieOf() {
        double[] values = {1, 2};
        float[] ones = {1, 1};
        double[] offsets = {0, 0};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingRows(1, values, new float[] {0, Float.NaN}, new int[] {2}, ones, offsets))
                .withMessageContaining("row 1")
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingRows(1, values, ones, new int[] {3}, ones, offsets))
                .withMessageContaining("3 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingRows(1, values, ones, new int[] {2, 0}, ones, offsets))
                .withMessageContaining("0 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingRows(1, values, ones, new int[] {2}, new float[] {1, 0}, offsets))
                .withMessageContaining("weight 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingRows(
                        1, new double[] {1, Double.POSITIVE_INFINITY}, ones, new int[] {2}, ones, offsets))
                .withMessageContaining("Infinity");
    }

    @Test
    void refusesATextThatIsNoModelOrIsCutOff() {
        try (LambdaRank training = new LambdaRank(rows(new Random(5), 60), NAMES, OPTIONS, 7)) {
            training.grow(2);
            String text = training.text();

            assertThatIllegalArgumentException().isThrownBy(() -> LightGbmText.parse("{}"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LightGbmText.parse(text.substring(0, text.length() / 2)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LightGbmText.parse(text.replaceFirst("num_cat=0", "num_cat=1")))
                    .withMessageContaining("num_cat");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LightGbmText.parse(text.replaceFirst("version=v4", "version=v5")))
                    .withMessageContaining("'v5'");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LightGbmText.parse(text.replaceFirst("leaf_value=[^ ]*", "leaf_value=much")))
                    .withMessageContaining("leaf_value")
                    .withMessageContaining("'much'");
        }
    }
}
