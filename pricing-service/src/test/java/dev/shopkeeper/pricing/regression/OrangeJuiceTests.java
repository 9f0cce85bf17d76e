package dev.shopkeeper.pricing.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Published figures of three brands of Dominick's orange juice: Montgomery (1997), in the form of Taddy, "Business Data
 * Science" (2019).
 */
class OrangeJuiceTests {

    private static Observations juice = Observations.of(List.of("price"), new double[][] {{0}}, new double[] {0});

    @BeforeAll
    static void read() throws IOException {
        Path data = Path.of(System.getProperty(
                "shopkeeper.data", System.getenv().getOrDefault("SHOPKEEPER_DATA", "../../shared/data")));
        Path file = data.resolve("pricing/orange-juice/sales.csv.gz");
        assumeThat(file)
                .as("the orange-juice file is not here; point SHOPKEEPER_DATA at the shared data to run this test")
                .exists();
        List<double[]> rows = new ArrayList<>();
        List<Double> sales = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line : reader.lines().skip(1).toList()) {
                String[] cells = line.split(",");
                int brand = Integer.parseInt(cells[1]);
                if (brand == 1 || brand == 5 || brand == 10) {
                    double price = Math.log(64 * Double.parseDouble(cells[4 + brand]));
                    rows.add(new double[] {price, brand == 5 ? 1 : 0, brand == 1 ? 1 : 0});
                    sales.add(Double.parseDouble(cells[3]));
                }
            }
        }
        juice = Observations.of(
                List.of("price", "minute.maid", "tropicana"),
                rows.toArray(double[][]::new),
                sales.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Test
    void hasThePublishedElasticitiesOfLeastSquares() {
        assertThat(juice.size()).isEqualTo(28_947);
        Refit price = Refit.gaussian(juice, new int[] {0}, null);
        assertThat(price.coefficient("price")).isCloseTo(-1.60131, within(2e-5));
        assertThat(price.intercept()).isCloseTo(10.42342, within(2e-5));

        Refit brands = Refit.gaussian(juice, new int[] {0, 1, 2}, null);
        assertThat(brands.coefficient("price")).isCloseTo(-3.13869, within(5e-5));
        assertThat(brands.coefficient("minute.maid")).isCloseTo(0.87017, within(5e-5));
        assertThat(brands.coefficient("tropicana")).isCloseTo(1.52994, within(5e-5));
    }

    @Test
    void hasThePublishedCoefficientsUnderTwoPenalties() {
        ElasticNet net = new ElasticNet(juice);

        RegressionFit weak = net.fit(new Penalty(0.01, 0.5));
        RegressionFit strong = net.fit(new Penalty(0.1, 0.5));

        assertThat(weak.coefficients()).containsExactly(new double[] {-3.003882, 0.803294, 1.428098}, within(1e-4));
        assertThat(weak.intercept()).isCloseTo(10.779361, within(1e-4));
        assertThat(strong.coefficients()).containsExactly(new double[] {-2.024563, 0.319737, 0.695239}, within(1e-4));
        assertThat(strong.intercept()).isCloseTo(10.416965, within(1e-4));
    }

    @Test
    void comesToLeastSquaresAsThePenaltyVanishes() {
        List<RegressionFit> path = new ElasticNet(juice).path(0.5, 40, 1e-7);

        assertThat(path.getFirst().selected()).isEmpty();
        assertThat(path.getLast().coefficient("price"))
                .isCloseTo(Refit.gaussian(juice, new int[] {0, 1, 2}, null).coefficient("price"), within(1e-4));
    }

    @Test
    void hasTheElasticityThatTenContiguousFoldsChoose() {
        CrossValidation validation = new CrossValidation(
                CrossValidation.Family.GAUSSIAN,
                Fold.contiguous(IntStream.range(0, juice.size()).toArray(), 10),
                SolverSettings.DEFAULTS,
                100,
                1e-3);

        Penalty chosen = validation
                .choose(juice, java.util.Collections.nCopies(3, ColumnRule.PENALISED), 0.5)
                .best();

        assertThat(new ElasticNet(juice).fit(chosen).coefficient("price")).isCloseTo(-3.1259, within(0.01));
    }
}
