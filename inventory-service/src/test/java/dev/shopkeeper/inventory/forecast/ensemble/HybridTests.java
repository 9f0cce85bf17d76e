package dev.shopkeeper.inventory.forecast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.inventory.forecast.expert.HistoricMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HybridTests {

    private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

    /** All experts but the slow one, where that is not what is tested. */
    private static final Panel FAST = new Panel(Panel.all().experts().stream()
            .filter(expert -> !expert.name().equals("seasonal-arima"))
            .toList());

    private static HybridSettings settings(int horizon) {
        return new HybridSettings(horizon, 5, horizon, 26, LEVELS);
    }

    private static HybridModel trained(Panel panel, List<Series> series, int period, int horizon) {
        return new HybridTrainer(panel, new Frequency(period, List.of()), settings(horizon), GlobalLearner.NONE)
                .train(series, 1, fraction -> {});
    }

    private static List<Series> many(int count, IntFunction<double[]> values) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Series("s" + i, values.apply(i), 0))
                .toList();
    }

    private static double weight(Panel panel, HybridModel model, List<Series> series, String expert) {
        return series.stream()
                .flatMap(one -> model.forecast(one, panel).shares().stream())
                .filter(share -> share.name().equals(expert))
                .mapToDouble(Forecast.Share::weight)
                .average()
                .orElseThrow();
    }

    /** What swings around its mean is followed by an autoregression alone. */
    @Test
    void givesOverHalfToArimaWhereDemandAlternates() {
        List<Series> series = many(6, i -> {
            Random random = new Random(i);
            double[] values = new double[120];
            double state = 0;
            for (int t = 0; t < values.length; t++) {
                state = -0.9 * state + random.nextGaussian();
                values[t] = 30 + 3 * state;
            }
            return values;
        });
        assertThat(weight(Panel.all(), trained(Panel.all(), series, 1, 4), series, "seasonal-arima"))
                .isGreaterThan(0.5);
    }

    /** A long season that changes from year to year is in no other expert's reach. */
    @Test
    void givesOverHalfToSeasonalNaiveWhereALongSeasonWanders() {
        List<Series> series = many(12, i -> {
            Random random = new Random(i);
            double[] values = new double[26 * 6];
            for (int t = 0; t < values.length; t++) {
                values[t] =
                        t < 26 ? 20 + 60 * random.nextDouble() : Math.max(0, values[t - 26] + random.nextGaussian());
            }
            for (int t = 26; t < values.length; t++) {
                values[t] = Math.max(0, values[t - 26] + 6 * random.nextGaussian());
            }
            return values;
        });
        assertThat(weight(FAST, trained(FAST, series, 26, 13), series, "seasonal-naive"))
                .isGreaterThan(0.5);
    }

    /** A season that is seen once, and grows: no weights can be learned from origins where it was not seen at all. */
    @Test
    void servesOneExpertAloneWhereItDoesBetterThanAllTogether() {
        List<Series> series = many(30, i -> {
            Random random = new Random(i);
            double[] values = new double[117];
            for (int t = 0; t < values.length; t++) {
                double season = t % 52 > 38 ? 2 : 1;
                values[t] = (100 + 10 * i) * season * (1 + 0.02 * random.nextGaussian()) * Math.pow(1.1, t / 52.0);
            }
            return values;
        });

        HybridModel model = trained(FAST, series, 52, 26);

        assertThat(model.shrinkage(DemandClass.SMOOTH)).isEqualTo(Origins.RIGID);
        assertThat(weight(FAST, model, series, "seasonal-growth")).isEqualTo(1);
        assertThat(HybridModel.of(model.bytes(), bytes -> null).shrinkage(DemandClass.SMOOTH))
                .isEqualTo(Origins.RIGID);
    }

    @Test
    void givesMostToTheMeanAndTheMethodsForRareDemandWhereDemandIsRareAndStaysSo() {
        List<Series> series = many(60, i -> {
            Random random = new Random(i);
            double[] values = new double[104];
            for (int t = 0; t < values.length; t++) {
                values[t] = random.nextDouble() < 0.15 ? 1 + random.nextInt(6) : 0;
            }
            return values;
        });
        HybridModel model = trained(FAST, series, 1, 8);
        double rare = 0;
        for (String expert : List.of("historic-mean", "croston", "sba", "tsb")) {
            rare += weight(FAST, model, series, expert);
        }
        assertThat(rare).isGreaterThan(0.5);
    }

    /**
     * On simulated demand the 80 % interval holds within five points of 80 %; of counts, within five points of what the interval
     * of the true quantiles holds, which is more than 80 % where single counts are frequent.
     */
    @ParameterizedTest
    @CsvSource({"30, false", "0.4, true", "1, true", "3, true", "12, true", "200, false"})
    void coversWhatItSaysItCovers(double mean, boolean counts) {
        int horizon = 6;
        List<Series> history = new ArrayList<>();
        List<double[]> future = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Random random = new Random(1000 + i);
            double own = mean * (0.5 + random.nextDouble());
            double[] values = new double[90];
            for (int t = 0; t < values.length; t++) {
                values[t] = counts ? poisson(random, own) : Math.max(0, own * (1 + 0.2 * random.nextGaussian()));
            }
            history.add(new Series("s" + i, Arrays.copyOf(values, 90 - horizon), 0));
            future.add(Arrays.copyOfRange(values, 90 - horizon, 90));
            rates.add(own);
        }
        HybridModel model = trained(FAST, history, 1, horizon);
        double inside = 0;
        double ideal = 0;
        double points = 0;
        for (int i = 0; i < history.size(); i++) {
            Forecast forecast = model.forecast(history.get(i), FAST);
            for (int h = 0; h < horizon; h++) {
                double actual = future.get(i)[h];
                double low = forecast.quantiles()[0][h];
                double high = forecast.quantiles()[2][h];
                inside += actual >= low && actual <= high ? 1 : 0;
                ideal += counts
                        ? poissonMass(
                                rates.get(i), poissonQuantile(rates.get(i), 0.1), poissonQuantile(rates.get(i), 0.9))
                        : 0.8;
                points++;
            }
        }
        assertThat(inside / points).isCloseTo(ideal / points, within(0.05));
    }

    private static double poissonMass(double rate, int from, int to) {
        double sum = 0;
        double mass = Math.exp(-rate);
        for (int count = 0; count <= to; count++) {
            sum += count >= from ? mass : 0;
            mass *= rate / (count + 1);
        }
        return sum;
    }

    private static int poissonQuantile(double rate, double level) {
        int count = 0;
        while (poissonMass(rate, 0, count) < level) {
            count++;
        }
        return count;
    }

    /** Rates vary as a gamma distribution: its rate parameter is by how many buckets the others count. */
    @Test
    void drawsRareDemandToItsKindAsFarAsRatesAreAlike() {
        double shape = 4;
        double rate = 16;
        GammaDistribution rates = GammaDistribution.of(shape, 1 / rate);
        List<Series> series = new ArrayList<>();
        List<Double> truths = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Random random = new Random(i);
            double own = rates.inverseCumulativeProbability((i + 0.5) / 500);
            double[] values = new double[52];
            for (int t = 0; t < values.length; t++) {
                values[t] = poisson(random, own);
            }
            series.add(new Series("s" + i, values, 0));
            truths.add(own);
        }
        Panel mean = new Panel(List.of(new HistoricMean()));
        HybridModel model = new HybridTrainer(mean, new Frequency(1, List.of()), settings(8), GlobalLearner.NONE)
                .train(series, 1, fraction -> {});
        double drawn = 0;
        double alone = 0;
        double posterior = 0;
        for (int i = 0; i < 500; i++) {
            double[] values = series.get(i).values();
            double sum = Arrays.stream(values).sum();
            double own = model.forecast(series.get(i), mean).mean()[0];
            drawn += Math.pow(own - truths.get(i), 2);
            alone += Math.pow(sum / 52 - truths.get(i), 2);
            posterior += Math.pow((sum + shape) / (52 + rate) - truths.get(i), 2);
        }
        assertThat(drawn).isLessThan(0.95 * alone).isLessThan(1.1 * posterior);
        assertThat(weight(mean, model, series, HybridModel.COMMON)).isBetween(0.05, 0.4);
    }

    @Test
    void leavesRareDemandAloneWhereNothingIsAlike() {
        List<Series> series = many(200, i -> {
            Random random = new Random(i);
            double[] values = new double[104];
            for (int t = 0; t < values.length; t++) {
                values[t] = i % 2 == 0 ? poisson(random, 0.03) : poisson(random, 0.9);
            }
            return values;
        });
        HybridModel model = trained(FAST, series, 1, 8);
        assertThat(series.stream()
                        .flatMap(one -> model.forecast(one, FAST).shares().stream())
                        .filter(share -> share.name().equals(HybridModel.COMMON))
                        .mapToDouble(Forecast.Share::weight)
                        .max()
                        .orElse(0))
                .isLessThan(0.05);
    }

    @Test
    void neverCrossesAndNeverGoesBelowZero() {
        List<Series> series = new ArrayList<>(many(30, i -> {
            Random random = new Random(i);
            double[] values = new double[60];
            for (int t = 0; t < values.length; t++) {
                values[t] = poisson(random, i * 0.3);
            }
            return values;
        }));
        series.add(new Series("never", new double[60], 0));
        HybridModel model = trained(FAST, series, 1, 8);
        for (Series one : series) {
            Forecast forecast = model.forecast(one, FAST);
            for (int h = 0; h < 8; h++) {
                assertThat(forecast.mean()[h]).isFinite().isGreaterThanOrEqualTo(0);
                double last = 0;
                for (double[] quantile : forecast.quantiles()) {
                    assertThat(quantile[h]).isFinite().isGreaterThanOrEqualTo(last);
                    last = quantile[h];
                }
            }
            assertThat(forecast.cumulativeVariance()).isSorted();
            assertThat(forecast.shares().stream()
                            .mapToDouble(Forecast.Share::weight)
                            .sum())
                    .isCloseTo(1, within(1e-9));
            for (int h = 0; h < 8; h++) {
                int at = h;
                assertThat(forecast.shares().stream()
                                .mapToDouble(share -> share.weight() * share.path()[at])
                                .sum())
                        .isCloseTo(forecast.mean()[h], within(1e-9));
            }
        }
        Forecast never = model.forecast(series.getLast(), FAST);
        assertThat(never.mean()).containsOnly(0);
        for (double[] quantile : never.quantiles()) {
            assertThat(quantile).containsOnly(0);
        }
    }

    @Test
    void forecastsWhatItWasNotTrainedOnWithAWideInterval() {
        List<Series> series = many(40, i -> {
            Random random = new Random(i);
            double[] values = new double[60];
            for (int t = 0; t < values.length; t++) {
                values[t] = poisson(random, 4);
            }
            return values;
        });
        HybridModel model = trained(FAST, series, 1, 8);
        Forecast unknown = model.forecast(new Series("new", new double[] {5}, 0), FAST);
        assertThat(unknown.mean()[0]).isCloseTo(5, within(1.5));
        assertThat(unknown.quantiles()[2][0] - unknown.quantiles()[0][0]).isGreaterThan(3);
    }

    @Test
    void isTheSameAfterItWasStored() {
        List<Series> series = many(20, i -> {
            Random random = new Random(i);
            double[] values = new double[70];
            for (int t = 0; t < values.length; t++) {
                values[t] = poisson(random, 0.5 + i);
            }
            return values;
        });
        HybridModel model = trained(FAST, series, 7, 6);
        byte[] bytes = model.bytes();
        assertThat(trained(FAST, series, 7, 6).bytes()).isEqualTo(bytes);
        HybridModel read = HybridModel.of(bytes, net -> {
            throw new AssertionError("there is no network in it");
        });
        assertThat(read.bytes()).isEqualTo(bytes);
        for (Series one : series) {
            assertThat(read.forecast(one, FAST).mean())
                    .isEqualTo(model.forecast(one, FAST).mean());
        }
        byte[] broken = Arrays.copyOf(bytes, bytes.length / 2);
        assertThatThrownBy(() -> HybridModel.of(broken, net -> null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HybridModel.of(new byte[40], net -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no hybrid forecast");
    }

    @Test
    void hearsANetworkThatIsBetterAndNotOneThatIsWorse() {
        List<Series> series = many(40, i -> {
            double[] values = new double[80];
            for (int t = 0; t < values.length; t++) {
                // A season that no expert knows of, since the period is said to be 1.
                values[t] = 20 + 10 * Math.sin(2 * Math.PI * t / 9) + i;
            }
            return values;
        });
        HybridSettings settings = settings(9);
        GlobalLearner knowing = (samples, seed, progress) -> new GlobalNetwork() {
            @Override
            public float[] outputs(float[][] inputs) {
                float[] outputs = new float[inputs.length];
                for (int step = settings.window(); step < inputs.length; step++) {
                    double mean = inputs[step][2];
                    // The window shows what happened nine and eighteen steps before.
                    outputs[step] = (float) (inputs[step - 9 < settings.window() ? step - 9 : step - 18][0] - mean);
                }
                return outputs;
            }

            @Override
            public byte[] bytes() {
                return new byte[] {1};
            }
        };
        GlobalLearner wild = (samples, seed, progress) -> new GlobalNetwork() {
            @Override
            public float[] outputs(float[][] inputs) {
                float[] outputs = new float[inputs.length];
                Arrays.fill(outputs, 5);
                return outputs;
            }

            @Override
            public byte[] bytes() {
                return new byte[] {2};
            }
        };
        // Of one expert the weight is one, and the network corrects its forecast.
        Panel panel = new Panel(List.of(new HistoricMean()));
        Frequency none = new Frequency(1, List.of());
        HybridModel heard = new HybridTrainer(panel, none, settings, knowing).train(series, 1, fraction -> {});
        HybridModel silent = new HybridTrainer(panel, none, settings, wild).train(series, 1, fraction -> {});
        assertThat(heard.networkShare(DemandClass.SMOOTH)).isGreaterThan(0.3);
        assertThat(silent.networkShare(DemandClass.SMOOTH)).isZero();
        assertThat(silent.forecast(series.getFirst(), panel).shares()).anySatisfy(share -> {
            assertThat(share.name()).isEqualTo(HybridModel.NETWORK);
            assertThat(share.weight()).isZero();
        });
    }

    @Test
    void endsWhenItIsNoLongerWanted() {
        List<Series> series =
                many(3, i -> new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18});
        HybridTrainer trainer = new HybridTrainer(FAST, new Frequency(1, List.of()), settings(4), GlobalLearner.NONE);
        assertThatThrownBy(() -> trainer.train(series, 1, fraction -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
    }

    @Test
    void refusesWhatIsNoDemand() {
        assertThatThrownBy(() -> new Series("x", new double[] {1, -2}, 0))
                .hasMessageContaining("Series x has the value -2.0 at 1");
        assertThatThrownBy(() -> new Series("x", new double[] {Double.NaN}, 0)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Series("x", new double[0], 0)).hasMessageContaining("no values");
        assertThatThrownBy(() -> new HybridSettings(0, 3, 1, 10, LEVELS)).hasMessageContaining("horizon of 0");
        assertThatThrownBy(() -> new HybridSettings(1, 3, 1, 10, List.of(0.5, 0.5)))
                .hasMessageContaining("rise");
    }

    private static double poisson(Random random, double mean) {
        double product = random.nextDouble();
        int count = 0;
        while (product > Math.exp(-mean)) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }
}
