package dev.shopkeeper.benchmarks.pricing;

import dev.shopkeeper.benchmarks.pricing.JuiceDesign.Shape;
import dev.shopkeeper.benchmarks.pricing.OrangeJuice.Sale;
import dev.shopkeeper.pricing.regression.ElasticNet;
import dev.shopkeeper.pricing.regression.Penalty;
import dev.shopkeeper.pricing.regression.RegressionFit;
import dev.shopkeeper.pricing.regression.SolverSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Logarithms of units after a week, predicted brand by brand from the weeks before. Shape and penalty, the same for all
 * brands, are those that predict three windows of 24 weeks before that week best, each from what came before the window; what
 * came after is scored with these alone.
 */
final class OutOfTime {

    static final int LAST_TRAINING_WEEK = 136;
    private static final int VALIDATION_WEEKS = 24;
    /** The weeks after which a validation window begins. */
    private static final int[] ENDS = {88, 100, LAST_TRAINING_WEEK - VALIDATION_WEEKS};

    private static final int[] HARMONICS = {0, 1};
    private static final double[] HALF_LIVES = {0, 40};
    private static final boolean[] EITHER = {false, true};
    private static final double[] MIXES = {0.1, 0.5, 0.9};
    private static final double[] ALPHAS = {
        0.4, 0.2, 0.1, 0.07, 0.05, 0.035, 0.025, 0.018, 0.0125, 0.009, 0.006, 0.0042, 0.003, 0.002, 0.001
    };
    private static final SolverSettings SETTINGS = new SolverSettings(true, 1e-8, 100_000);

    /** What was chosen, and the mean square error that it has on the validation weeks. */
    record Chosen(Shape shape, Penalty penalty, double meanSquare) {}

    private final OrangeJuice juice;

    OutOfTime(OrangeJuice juice) {
        this.juice = juice;
    }

    Chosen choose() {
        List<Shape> shapes = new ArrayList<>();
        for (int harmonics : HARMONICS) {
            for (boolean rivals : EITHER) {
                for (boolean discounts : EITHER) {
                    for (double halfLife : HALF_LIVES) {
                        shapes.add(new Shape(harmonics, false, rivals, discounts, halfLife));
                    }
                }
            }
            shapes.add(new Shape(harmonics, true, false, false, 0));
        }
        Chosen best = new Chosen(shapes.getFirst(), new Penalty(0, 0), Double.POSITIVE_INFINITY);
        for (Shape shape : shapes) {
            Chosen candidate = choose(shape);
            System.err.println(candidate);
            best = candidate.meanSquare < best.meanSquare ? candidate : best;
        }
        return best;
    }

    private Chosen choose(Shape shape) {
        double[][] squares = new double[MIXES.length][ALPHAS.length];
        int count = 0;
        for (int brand = 1; brand <= OrangeJuice.BRANDS; brand++) {
            JuiceDesign design = new JuiceDesign(juice, brand, shape);
            for (int end : ENDS) {
                List<Sale> after = sales(brand, end + 1, end + VALIDATION_WEEKS);
                double[][] rows = design.rows(after);
                ElasticNet net = new ElasticNet(design.of(sales(brand, 0, end)), design.rules(), SETTINGS);
                for (int m = 0; m < MIXES.length; m++) {
                    List<RegressionFit> path = net.path(MIXES[m], ALPHAS);
                    for (int a = 0; a < ALPHAS.length; a++) {
                        squares[m][a] += squares(path.get(a), rows, after);
                    }
                }
                count += after.size();
            }
        }
        Chosen best = new Chosen(shape, new Penalty(0, 0), Double.POSITIVE_INFINITY);
        for (int m = 0; m < MIXES.length; m++) {
            for (int a = 0; a < ALPHAS.length; a++) {
                if (squares[m][a] / count < best.meanSquare) {
                    best = new Chosen(shape, new Penalty(ALPHAS[a], MIXES[m]), squares[m][a] / count);
                }
            }
        }
        return best;
    }

    Map<String, Object> score(Chosen chosen) {
        double squares = 0;
        double bySimplest = 0;
        double total = 0;
        List<Double> later = new ArrayList<>();
        Map<String, Object> elasticities = new LinkedHashMap<>();
        int selected = 0;
        int columns = 0;
        for (int brand = 1; brand <= OrangeJuice.BRANDS; brand++) {
            JuiceDesign design = new JuiceDesign(juice, brand, chosen.shape);
            List<Sale> before = sales(brand, 0, LAST_TRAINING_WEEK);
            List<Sale> after = sales(brand, LAST_TRAINING_WEEK + 1, Integer.MAX_VALUE);
            RegressionFit fit = new ElasticNet(design.of(before), design.rules(), SETTINGS).fit(chosen.penalty);
            squares += squares(fit, design.rows(after), after);
            bySimplest += aroundMeans(before, after);
            after.forEach(sale -> later.add(sale.units()));
            selected += fit.selected().length;
            columns += fit.names().size();
            elasticities.put(
                    "brand" + brand,
                    Map.of(
                            "lasting", Figures.rounded(fit.coefficient("price")),
                            "discount",
                                    Figures.rounded(fit.coefficient("price")
                                            - (chosen.shape.discounts() ? fit.coefficient("discount") : 0))));
        }
        double mean = later.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        for (double units : later) {
            total += (units - mean) * (units - mean);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows", later.size());
        figures.put("shape", chosen.shape.toString());
        figures.put("alpha", chosen.penalty.alpha());
        figures.put("mix", chosen.penalty.mix());
        figures.put("validation_rmse", Figures.rounded(Math.sqrt(chosen.meanSquare)));
        figures.put("rmse", Figures.rounded(Math.sqrt(squares / later.size())));
        figures.put("r_squared", Figures.rounded(1 - squares / total));
        figures.put("rmse_of_store_brand_means", Figures.rounded(Math.sqrt(bySimplest / later.size())));
        figures.put("columns", columns);
        figures.put("selected", selected);
        figures.put("own_elasticities", elasticities);
        return figures;
    }

    private List<Sale> sales(int brand, int from, int to) {
        return juice.sales().stream()
                .filter(sale -> sale.brand() == brand && sale.week() >= from && sale.week() <= to)
                .toList();
    }

    private static double squares(RegressionFit fit, double[][] rows, List<Sale> sales) {
        return IntStream.range(0, rows.length)
                .mapToDouble(i -> Math.pow(sales.get(i).units() - fit.predict(rows[i]), 2))
                .sum();
    }

    private static double aroundMeans(List<Sale> before, List<Sale> after) {
        Map<Integer, double[]> sums = new HashMap<>();
        for (Sale sale : before) {
            double[] sum = sums.computeIfAbsent(sale.store(), store -> new double[2]);
            sum[0] += sale.units();
            sum[1]++;
        }
        return after.stream()
                .mapToDouble(sale -> {
                    double[] sum = sums.get(sale.store());
                    return sum == null ? 0 : Math.pow(sale.units() - sum[0] / sum[1], 2);
                })
                .sum();
    }
}
