package dev.shopkeeper.benchmarks.pricing;

import dev.shopkeeper.benchmarks.pricing.OrangeJuice.Sale;
import dev.shopkeeper.pricing.regression.ColumnRule;
import dev.shopkeeper.pricing.regression.Observations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The columns of one brand's demand, all of which are known when prices are planned: its own price and how far it is below
 * the highest of the last weeks, alone and when advertised; such discounts of the weeks before, after which cupboards are
 * full; the prices, advertisements and coupons of all others; its own advertisements and coupons; the level of each store and
 * its surroundings; season and trend. The signs that economics gives are bounds.
 */
final class JuiceDesign {

    /**
     * What a validation chooses among.
     *
     * @param harmonics of the year
     * @param trend whether the brand has one
     * @param rivals whether advertisements and coupons of others count
     * @param discounts whether discounts count, beside prices
     * @param halfLife of a row's weight, in weeks; 0 weighs all alike
     */
    record Shape(int harmonics, boolean trend, boolean rivals, boolean discounts, double halfLife) {}

    private record Column(String name, ColumnRule rule, ToDoubleFunction<Sale> value) {}

    private static final double WEEKS = 365.25 / 7;
    private static final int REGULAR_WEEKS = 8;

    private final Shape shape;
    private final List<Column> columns = new ArrayList<>();
    private final Map<Integer, Sale> sold = new HashMap<>();

    JuiceDesign(OrangeJuice juice, int brand, Shape shape) {
        this.shape = shape;
        juice.sales().forEach(sale -> sold.put(key(sale.store(), sale.brand(), sale.week()), sale));
        own();
        for (int other = 1; other <= OrangeJuice.BRANDS; other++) {
            if (other != brand) {
                rival(other);
            }
        }
        juice.demographics().keySet().stream()
                .sorted()
                .forEach(store -> add("store" + store, ColumnRule.PENALISED, sale -> sale.store() == store ? 1 : 0));
        int demographics = juice.demographics().values().iterator().next().length;
        for (int d = 0; d < demographics; d++) {
            int which = d;
            add(
                    "demographic" + d,
                    ColumnRule.PENALISED,
                    sale -> Objects.requireNonNull(juice.demographics().get(sale.store()), "store")[which]);
        }
        if (shape.trend()) {
            add("trend", ColumnRule.PENALISED, Sale::week);
        }
        for (int h = 1; h <= shape.harmonics(); h++) {
            double frequency = 2 * Math.PI * h / WEEKS;
            add("sine" + h, ColumnRule.PENALISED, sale -> Math.sin(frequency * sale.week()));
            add("cosine" + h, ColumnRule.PENALISED, sale -> Math.cos(frequency * sale.week()));
        }
    }

    private static int key(int store, int brand, int week) {
        return (store * 100 + brand) * 1000 + week;
    }

    private void own() {
        add("price", ColumnRule.NOT_POSITIVE, Sale::price);
        add("feature", ColumnRule.NOT_NEGATIVE, Sale::feature);
        add("deal", ColumnRule.NOT_NEGATIVE, Sale::deal);
        add("feature.price", ColumnRule.PENALISED, sale -> sale.feature() * sale.price());
        add("deal.price", ColumnRule.PENALISED, sale -> sale.deal() * sale.price());
        add("feature.deal", ColumnRule.PENALISED, sale -> sale.feature() * sale.deal());
        if (shape.discounts()) {
            discounts();
        }
    }

    private void discounts() {
        add("discount", ColumnRule.NOT_NEGATIVE, sale -> discount(sale, 0));
        add("discount.beyond.20", ColumnRule.NOT_NEGATIVE, sale -> Math.max(0, discount(sale, 0) - 0.2));
        add("discount.beyond.40", ColumnRule.NOT_NEGATIVE, sale -> Math.max(0, discount(sale, 0) - 0.4));
        add("discount.feature", ColumnRule.NOT_NEGATIVE, sale -> discount(sale, 0) * sale.feature());
        add("discount.1.ago", ColumnRule.NOT_POSITIVE, sale -> discount(sale, 1));
        add("discount.2.ago", ColumnRule.NOT_POSITIVE, sale -> discount(sale, 2));
        add(
                "discount.4.weeks",
                ColumnRule.NOT_POSITIVE,
                sale -> discount(sale, 1) + discount(sale, 2) + discount(sale, 3) + discount(sale, 4));
    }

    private void rival(int other) {
        ColumnRule takesAway = ColumnRule.NOT_POSITIVE;
        add("price" + other, ColumnRule.NOT_NEGATIVE, sale -> sale.prices()[other - 1]);
        if (shape.rivals()) {
            add("feature" + other, takesAway, sale -> {
                Sale rival = sold.get(key(sale.store(), other, sale.week()));
                return rival == null ? 0 : rival.feature();
            });
            add("deal" + other, takesAway, sale -> {
                Sale rival = sold.get(key(sale.store(), other, sale.week()));
                return rival == null ? 0 : rival.deal();
            });
        }
    }

    /** By how much the logarithm of the price, some weeks before, lay below the highest of the weeks before that. */
    private double discount(Sale sale, int weeksAgo) {
        int week = sale.week() - weeksAgo;
        Sale then = sold.get(key(sale.store(), sale.brand(), week));
        if (then == null) {
            return 0;
        }
        double regular = then.price();
        for (int back = 1; back <= REGULAR_WEEKS; back++) {
            Sale before = sold.get(key(sale.store(), sale.brand(), week - back));
            regular = before == null ? regular : Math.max(regular, before.price());
        }
        return regular - then.price();
    }

    private void add(String name, ColumnRule rule, ToDoubleFunction<Sale> value) {
        columns.add(new Column(name, rule, value));
    }

    List<ColumnRule> rules() {
        return columns.stream().map(Column::rule).toList();
    }

    /** Of one brand's sales; a weight halves with the age at the last of them. */
    Observations of(List<Sale> sales) {
        int last = sales.stream().mapToInt(Sale::week).max().orElseThrow();
        double[] weights = sales.stream()
                .mapToDouble(sale -> shape.halfLife() == 0 ? 1 : Math.pow(0.5, (last - sale.week()) / shape.halfLife()))
                .toArray();
        return Observations.of(
                        columns.stream().map(Column::name).toList(),
                        rows(sales),
                        sales.stream().mapToDouble(Sale::units).toArray())
                .weighted(weights);
    }

    double[][] rows(List<Sale> sales) {
        return sales.stream()
                .map(sale -> columns.stream()
                        .mapToDouble(column -> column.value().applyAsDouble(sale))
                        .toArray())
                .toArray(double[][]::new);
    }
}
