package dev.shopkeeper.benchmarks.pricing;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.pricing.JuiceDesign.Shape;
import dev.shopkeeper.benchmarks.pricing.OrangeJuice.Sale;
import dev.shopkeeper.pricing.regression.ElasticNet;
import dev.shopkeeper.pricing.regression.Observations;
import dev.shopkeeper.pricing.regression.Penalty;
import dev.shopkeeper.pricing.regression.Refit;
import dev.shopkeeper.pricing.regression.RegressionFit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./shop bench pricing --data FOLDER}: the elastic net on Dominick's orange juice, found below the folder. Published
 * coefficients of three brands beside ours; units of all eleven brands after week 136 predicted from the weeks before; and
 * one fit beside scikit-learn's. Nothing in it is random, so the seed changes nothing.
 */
public final class PricingBench implements BenchCase {

    private static final int OUNCES = 64;
    private static final int DOMINICKS = 10;
    private static final int MINUTE_MAID = 5;
    private static final int TROPICANA = 1;
    private static final List<String> NAMES = List.of("price", "minute_maid", "tropicana");

    /** Coefficients of price, Minute Maid and Tropicana, then the intercept, by alpha; mix 0.5. */
    private static final Map<Double, double[]> PUBLISHED = new LinkedHashMap<>();

    static {
        PUBLISHED.put(0.01, new double[] {-3.003882, 0.803294, 1.428098, 10.779361});
        PUBLISHED.put(0.1, new double[] {-2.024563, 0.319737, 0.695239, 10.416965});
    }

    @Override
    public Map<String, Object> run(BenchOptions options) throws IOException {
        Path folder = Path.of(options.text("data")
                .orElseThrow(() -> new IllegalArgumentException(
                        "--data is missing. Maybe name the folder that holds the data sets?")));
        OrangeJuice juice = OrangeJuice.read(OrangeJuice.find(folder)
                .orElseThrow(() -> new IllegalArgumentException(
                        "No folder orange-juice with stores.csv lies below " + folder + ". Maybe another folder?")));
        List<Sale> three = juice.sales().stream()
                .filter(sale -> sale.brand() == TROPICANA || sale.brand() == MINUTE_MAID || sale.brand() == DOMINICKS)
                .toList();
        double[][] rows = three.stream().map(PricingBench::row).toArray(double[][]::new);
        double[] units = three.stream().mapToDouble(Sale::units).toArray();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("published", published(Observations.of(NAMES, rows, units), three));

        OutOfTime outOfTime = new OutOfTime(juice);
        OutOfTime.Chosen chosen = outOfTime.choose();
        figures.put("out_of_time", outOfTime.score(chosen));

        Map<String, Object> peers = new LinkedHashMap<>();
        peers.put("three_columns", ScikitPeer.compare(NAMES, rows, units, new Penalty(0.01, 0.5)));
        JuiceDesign design = new JuiceDesign(juice, TROPICANA, new Shape(2, true, true, true, 0));
        List<Sale> tropicana =
                juice.sales().stream().filter(sale -> sale.brand() == TROPICANA).toList();
        peers.put(
                "one_brand",
                ScikitPeer.compare(
                        design.of(tropicana).names(),
                        design.rows(tropicana),
                        tropicana.stream().mapToDouble(Sale::units).toArray(),
                        new Penalty(0.01, 0.5)));
        figures.put("scikit_learn", peers);
        return figures;
    }

    private static double[] row(Sale sale) {
        return new double[] {
            sale.price() + Math.log(OUNCES), sale.brand() == MINUTE_MAID ? 1 : 0, sale.brand() == TROPICANA ? 1 : 0
        };
    }

    private static Map<String, Object> published(Observations three, List<Sale> sales) {
        int[] stores = sales.stream().mapToInt(Sale::store).toArray();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows", three.size());
        Refit alone = Refit.gaussian(three, new int[] {0}, null);
        figures.put("least_squares_price", beside(alone.coefficient("price"), -1.6013));
        Refit brands = Refit.gaussian(three, new int[] {0, 1, 2}, null);
        figures.put("least_squares_price_with_brands", beside(brands.coefficient("price"), -3.1387));
        ElasticNet net = new ElasticNet(three);
        PUBLISHED.forEach((alpha, theirs) -> {
            RegressionFit fit = net.fit(new Penalty(alpha, 0.5));
            double largest = Math.abs(fit.intercept() - theirs[NAMES.size()]);
            Map<String, Object> of = new LinkedHashMap<>();
            for (int j = 0; j < NAMES.size(); j++) {
                largest = Math.max(largest, Math.abs(fit.coefficients()[j] - theirs[j]));
                of.put(NAMES.get(j), beside(fit.coefficients()[j], theirs[j]));
            }
            of.put("intercept", beside(fit.intercept(), theirs[NAMES.size()]));
            of.put("largest_difference", largest);
            Refit refit = Refit.gaussian(three, fit.selected(), stores);
            of.put(
                    "refit_price",
                    Map.of(
                            "coefficient", Figures.rounded(refit.coefficient("price")),
                            "standard_error_by_store", Figures.rounded(refit.standardError("price"))));
            figures.put("elastic_net_alpha_" + alpha, of);
        });
        return figures;
    }

    private static List<Double> beside(double ours, double published) {
        return List.of(Math.round(ours * 1e6) / 1e6, published);
    }
}
