package dev.shopkeeper.inventory.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.inventory.forecast.ensemble.DemandClass;
import dev.shopkeeper.inventory.forecast.ensemble.Forecast;
import dev.shopkeeper.inventory.forecast.ensemble.Frequency;
import dev.shopkeeper.inventory.forecast.ensemble.HybridModel;
import dev.shopkeeper.inventory.forecast.ensemble.HybridSettings;
import dev.shopkeeper.inventory.forecast.ensemble.HybridTrainer;
import dev.shopkeeper.inventory.forecast.ensemble.Panel;
import dev.shopkeeper.inventory.forecast.ensemble.Series;
import dev.shopkeeper.inventory.forecast.expert.IntermittentDemand;
import dev.shopkeeper.inventory.forecast.expert.SeasonalNaive;
import dev.shopkeeper.inventory.forecast.expert.Theta;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LstmLearnerTests {

    private static final HybridSettings SETTINGS = new HybridSettings(4, 5, 2, 10, List.of(0.1, 0.5, 0.9));
    private static final Panel PANEL =
            new Panel(List.of(new SeasonalNaive(), new Theta(), new IntermittentDemand(IntermittentDemand.Method.TSB)));
    private static final Frequency NO_SEASON = new Frequency(1, List.of());

    /** A wave of five buckets, each series at a point of its own: to be seen in the window, and by no expert. */
    private static List<Series> waves() {
        return IntStream.range(0, 60)
                .mapToObj(i -> {
                    Random random = new Random(i);
                    double[] values = new double[44];
                    for (int t = 0; t < values.length; t++) {
                        values[t] = 20 + 12 * Math.sin(2 * Math.PI * (t + i) / 5) + random.nextGaussian();
                    }
                    return new Series("s" + i, values, 0);
                })
                .toList();
    }

    private static HybridModel trained(List<Series> series, int epochs) {
        return new HybridTrainer(PANEL, NO_SEASON, SETTINGS, new LstmLearner(16, epochs))
                .train(series, 7, fraction -> {});
    }

    @Test
    void learnsWhatAllSeriesHaveInCommonAndIsHeardAndStored() {
        List<Series> series = waves();
        HybridModel model = trained(series, 45);

        assertThat(model.networkShare(DemandClass.SMOOTH)).isGreaterThan(0.5);
        double own = 0;
        double experts = 0;
        for (int i = 0; i < series.size(); i++) {
            Forecast forecast = model.forecast(series.get(i), PANEL);
            double[] theta = new Theta().forecast(series.get(i).values(), 1, 4);
            for (int h = 0; h < 4; h++) {
                double truth = 20 + 12 * Math.sin(2 * Math.PI * (44 + h + i) / 5);
                own += Math.abs(truth - forecast.mean()[h]);
                experts += Math.abs(truth - theta[h]);
            }
        }
        assertThat(own).isLessThan(0.6 * experts);
        HybridModel read = HybridModel.of(model.bytes(), LstmLearner::network);
        assertThat(read.bytes()).isEqualTo(model.bytes());
        assertThat(read.forecast(series.getFirst(), PANEL).mean())
                .isEqualTo(model.forecast(series.getFirst(), PANEL).mean());
    }

    @Test
    void isNotHeardOfNoise() {
        List<Series> noise = IntStream.range(0, 60)
                .mapToObj(i -> {
                    Random random = new Random(100 + i);
                    double[] values = new double[44];
                    for (int t = 0; t < values.length; t++) {
                        values[t] = random.nextInt(100) < 20 ? 1 + random.nextInt(3) : 0;
                    }
                    return new Series("n" + i, values, 0);
                })
                .toList();
        HybridModel model = trained(noise, 3);
        for (DemandClass kind : DemandClass.values()) {
            assertThat(model.networkShare(kind)).isLessThanOrEqualTo(0.5);
        }
        assertThat(trained(noise, 3).bytes()).as("the same seed").isEqualTo(model.bytes());
    }

    @Test
    void trainsNothingOfTooFewSeries() {
        assertThat(trained(waves().subList(0, 3), 3).networkShare(DemandClass.SMOOTH))
                .isZero();
    }
}
