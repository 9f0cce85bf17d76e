package dev.shopkeeper.pricing.elasticity;

import dev.shopkeeper.pricing.regression.ColumnRule;
import dev.shopkeeper.pricing.regression.CrossValidation;
import dev.shopkeeper.pricing.regression.Fold;
import dev.shopkeeper.pricing.regression.Observations;
import dev.shopkeeper.pricing.regression.Penalty;
import dev.shopkeeper.pricing.regression.PoissonElasticNet;
import dev.shopkeeper.pricing.regression.PoissonFit;
import dev.shopkeeper.pricing.regression.Refit;
import dev.shopkeeper.pricing.regression.SolverSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the items of one category sold by the week: counts with a level of each item's own, a season that all share, and the price,
 * by a Poisson elastic net. Weeks without a sale are rows like others, which the logarithm of units could not be. The levels are those
 * under which each item's expected units add up to what it sold (Hausman, Hall, Griliches, Econometrica 52, 1984); columns are
 * taken as departures from the item's own weighted mean, so that only changes in time count and levels are known without
 * error. Season and price are not penalised, since campaigns bring both crowds and low prices; competitors' prices and
 * interest are, and a refit without penalty gives the price's coefficient and its error, clustered by item.
 */
final class CategoryFit {

    static final String PRICE = "price";
    private static final String INTEREST = "interest";

    /** A season's step holds at least so many units. */
    private static final double LEAST_UNITS_A_STEP = 12;
    /** And there are no more steps than that. */
    private static final double MOST_STEPS = 104;
    /** What departs by less only stands for rounding. */
    private static final double LEAST_DEPARTURE = 1e-9;

    private static final double MOSTLY_SOLD_OUT = 0.9;
    private static final int MOST_ROUNDS = 60;
    private static final double SETTLED = 1e-6;
    private static final double MIX = 0.5;
    private static final int ALPHAS = 12;
    private static final double LEAST_ALPHA = 1e-3;
    private static final int FOLDS = 4;
    private static final long FOLD_SEED = 1;
    private static final int ROWS_TO_VALIDATE = 400;

    /** Items in the order of {@link Rows#item}. */
    final List<ItemWeeks> items;

    final Rows rows;
    final double[] expected;
    final double coefficient;
    final double standardError;
    final double dispersion;
    /** Of the logarithm of views in the week before, plus one; 0 where they tell nothing. */
    final double interest;

    final List<String> controls;

    private CategoryFit(
            List<ItemWeeks> items,
            Rows rows,
            double[] expected,
            double coefficient,
            double standardError,
            double dispersion,
            double interest,
            List<String> controls) {
        this.items = items;
        this.rows = rows;
        this.expected = expected;
        this.coefficient = coefficient;
        this.standardError = standardError;
        this.dispersion = dispersion;
        this.interest = interest;
        this.controls = controls;
    }

    /**
     * The rows of a category.
     *
     * @param item of each row
     * @param week of each row
     * @param units of each row
     * @param exposure of each row: the logarithm of the share of the week in which it could be had
     * @param columns {@code [rows][columns]}, the price first
     */
    record Rows(int[] item, int[] week, double[] units, double[] exposure, double[][] columns, List<String> names) {}

    /** Null where the season takes up all there is, or nothing is left to tell the price by. */
    static @Nullable CategoryFit of(List<ItemWeeks> all) {
        List<ItemWeeks> items = all.stream().filter(item -> item.sold() > 0).toList();
        if (items.isEmpty()) {
            return null;
        }
        Rows rows = rows(items);
        if (rows.units.length < rows.names.size() + items.size() + 10) {
            return null;
        }
        try {
            return fitted(items, rows);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // A column that never varies beside the season, or rows that a fit cannot settle on: then nothing is known.
            return null;
        }
    }

    private static Rows rows(List<ItemWeeks> items) {
        int weeks = items.getFirst().weeks();
        int[] step = steps(items, weeks);
        boolean competitors = false;
        boolean known = false;
        boolean unknown = false;
        List<int[]> cells = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            ItemWeeks item = items.get(i);
            for (int week = item.first(); week < weeks; week++) {
                double soldOut = item.soldOut()[week];
                if (soldOut < MOSTLY_SOLD_OUT || Double.isNaN(soldOut) || item.units()[week] > 0) {
                    cells.add(new int[] {i, week});
                    competitors |= !Double.isNaN(item.logCompetitor()[week]);
                    known |= !Double.isNaN(soldOut);
                    unknown |= Double.isNaN(soldOut);
                }
            }
        }
        List<String> names = new ArrayList<>(List.of(PRICE, INTEREST));
        if (competitors) {
            names.add("competitor");
        }
        if (known && unknown) {
            names.add("stock-unknown");
        }
        int controls = names.size();
        int steps = step[weeks - 1] + 1;
        for (int s = 1; s < steps; s++) {
            names.add("season-" + s);
        }
        int n = cells.size();
        Rows rows = new Rows(new int[n], new int[n], new double[n], new double[n], new double[n][names.size()], names);
        for (int r = 0; r < n; r++) {
            ItemWeeks item = items.get(cells.get(r)[0]);
            int week = cells.get(r)[1];
            double soldOut = item.soldOut()[week];
            rows.item[r] = cells.get(r)[0];
            rows.week[r] = week;
            rows.units[r] = item.units()[week];
            rows.exposure[r] = Double.isNaN(soldOut) ? 0 : Math.log(1 - Math.min(soldOut, MOSTLY_SOLD_OUT));
            double[] row = rows.columns[r];
            row[0] = item.logPrice()[week];
            row[1] = Math.log1p(item.interest()[week]);
            if (competitors) {
                row[2] = competitor(item, week);
            }
            if (known && unknown) {
                row[controls - 1] = Double.isNaN(soldOut) ? 1 : 0;
            }
            if (step[week] > 0) {
                row[controls + step[week] - 1] = 1;
            }
        }
        return rows;
    }

    /** What competitors asked, or as if they had asked what they usually do. */
    private static double competitor(ItemWeeks item, int week) {
        double asked = item.logCompetitor()[week];
        return Double.isNaN(asked)
                ? Arrays.stream(item.logCompetitor())
                        .filter(one -> !Double.isNaN(one))
                        .average()
                        .orElse(0)
                : asked;
    }

    /** Weeks one after another belong to one step of the season until enough was sold in it. */
    private static int[] steps(List<ItemWeeks> items, int weeks) {
        double[] sold = new double[weeks];
        for (ItemWeeks item : items) {
            for (int week = item.first(); week < weeks; week++) {
                sold[week] += item.units()[week];
            }
        }
        double left = Arrays.stream(sold).sum();
        double least = Math.max(LEAST_UNITS_A_STEP, left / MOST_STEPS);
        int[] step = new int[weeks];
        double within = 0;
        for (int week = 0; week < weeks; week++) {
            boolean enough = within >= least && left >= least;
            step[week] = week == 0 ? 0 : step[week - 1] + (enough ? 1 : 0);
            within = enough ? sold[week] : within + sold[week];
            left -= sold[week];
        }
        return step;
    }

    private static List<ColumnRule> rules(List<String> names) {
        return names.stream()
                .map(name -> switch (name) {
                    case INTEREST, "competitor" -> ColumnRule.NOT_NEGATIVE;
                    default -> ColumnRule.UNPENALISED;
                })
                .toList();
    }

    private static CategoryFit fitted(List<ItemWeeks> items, Rows rows) {
        int n = rows.units.length;
        double[] sold = new double[items.size()];
        for (int r = 0; r < n; r++) {
            sold[rows.item[r]] += rows.units[r];
        }
        int columns = rows.names.size();
        double[] slopes = new double[columns];
        double[] expected = expected(rows, slopes, sold);
        Penalty penalty = new Penalty(0, MIX);
        @Nullable Observations observations = null;
        @Nullable PoissonFit fit = null;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            observations = departures(rows, expected, slopes);
            if (round == 1) {
                penalty = penalty(observations);
            }
            fit = new PoissonElasticNet(observations, rules(rows.names), SolverSettings.DEFAULTS).fit(penalty);
            double[] next = fit.predictor().coefficients();
            double moved = 0;
            for (int j = 0; j < columns; j++) {
                moved = Math.max(moved, Math.abs(next[j] - slopes[j]));
            }
            slopes = next.clone();
            expected = expected(rows, slopes, sold);
            if (round > 1 && moved < SETTLED) {
                break;
            }
        }
        if (observations == null || fit == null) {
            throw new IllegalStateException("no round was made");
        }
        return refitted(items, rows, sold, fit);
    }

    /** Without penalty on what was selected, round by round as before. */
    private static CategoryFit refitted(List<ItemWeeks> items, Rows rows, double[] sold, PoissonFit selected) {
        int[] chosen = selected.predictor().selected();
        if (chosen.length == 0 || chosen[0] != 0) {
            throw new IllegalArgumentException("The price never varies");
        }
        double[] slopes = selected.predictor().coefficients().clone();
        double[] expected = expected(rows, slopes, sold);
        @Nullable Refit refit = null;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            refit = Refit.poisson(departures(rows, expected, slopes), chosen, rows.item);
            double moved = 0;
            double[] next = new double[slopes.length];
            for (int j = 0; j < chosen.length; j++) {
                next[chosen[j]] = refit.coefficients()[j];
                moved = Math.max(moved, Math.abs(next[chosen[j]] - slopes[chosen[j]]));
            }
            slopes = next;
            expected = expected(rows, slopes, sold);
            if (moved < SETTLED) {
                break;
            }
        }
        if (refit == null) {
            throw new IllegalStateException("no round was made");
        }
        List<String> controls = Arrays.stream(chosen)
                .mapToObj(rows.names::get)
                .filter(name -> !name.startsWith("season-") && !name.equals(PRICE))
                .toList();
        return new CategoryFit(
                items,
                rows,
                expected,
                refit.coefficient(PRICE),
                refit.standardError(PRICE),
                Math.max(1, refit.dispersion()),
                Math.max(0, slopes[rows.names.indexOf(INTEREST)]),
                controls);
    }

    /** Expected units under slopes, with the levels under which each item's add up to what it sold. */
    private static double[] expected(Rows rows, double[] slopes, double[] sold) {
        double[] expected = new double[rows.units.length];
        double[] sums = new double[sold.length];
        for (int r = 0; r < expected.length; r++) {
            double predictor = rows.exposure[r];
            for (int j = 0; j < slopes.length; j++) {
                predictor += slopes[j] * rows.columns[r][j];
            }
            expected[r] = Math.exp(predictor - slopes[0] * rows.columns[0][0]);
            sums[rows.item[r]] += expected[r];
        }
        for (int r = 0; r < expected.length; r++) {
            expected[r] *= sold[rows.item[r]] / sums[rows.item[r]];
        }
        return expected;
    }

    /** Columns less the item's mean by expected units; the offset is what is expected when all are at their means. */
    private static Observations departures(Rows rows, double[] expected, double[] slopes) {
        int columns = slopes.length;
        int items = Arrays.stream(rows.item).max().orElse(0) + 1;
        double[][] means = new double[items][columns];
        double[] weights = new double[items];
        for (int r = 0; r < expected.length; r++) {
            weights[rows.item[r]] += expected[r];
            for (int j = 0; j < columns; j++) {
                means[rows.item[r]][j] += expected[r] * rows.columns[r][j];
            }
        }
        double[][] departures = new double[expected.length][columns];
        double[] offset = new double[expected.length];
        for (int r = 0; r < expected.length; r++) {
            offset[r] = Math.log(expected[r]);
            for (int j = 0; j < columns; j++) {
                double departure = rows.columns[r][j] - means[rows.item[r]][j] / weights[rows.item[r]];
                departures[r][j] = Math.abs(departure) < LEAST_DEPARTURE ? 0 : departure;
                offset[r] -= slopes[j] * departures[r][j];
            }
            offset[r] = Math.clamp(offset[r], -29, 29);
        }
        return Observations.of(rows.names, departures, rows.units).offset(offset);
    }

    private static Penalty penalty(Observations observations) {
        if (observations.size() < ROWS_TO_VALIDATE) {
            return new Penalty(0, MIX);
        }
        return new CrossValidation(
                        CrossValidation.Family.POISSON,
                        Fold.shuffled(observations.size(), FOLDS, FOLD_SEED),
                        SolverSettings.DEFAULTS,
                        ALPHAS,
                        LEAST_ALPHA)
                .choose(observations, rules(observations.names()), MIX)
                .sparsest();
    }
}
