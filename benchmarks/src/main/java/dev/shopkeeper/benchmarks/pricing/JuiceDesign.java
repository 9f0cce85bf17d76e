package dev.shopkeeper.benchmarks.pricing;

import dev.shopkeeper.benchmarks.pricing.OrangeJuice.Sale;
import dev.shopkeeper.pricing.regression.ColumnRule;
import dev.shopkeeper.pricing.regression.Observations;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of one brand's demand: its own price, never raising it, and those of all others, never lowering it; advertising
 * and coupons, alone and with the price; each store's level, and what its surroundings make of the price; season and trend.
 * All of it is known when prices are planned.
 */
final class JuiceDesign {

    /**
     * What a validation chooses among.
     *
     * @param harmonics of the year
     * @param trend whether the brand has one
     * @param surroundings whether the price's effect differs by the store's demographics
     * @param signed whether own prices are held below 0 and others' above
     * @param halfLife of an observation's weight in weeks; 0 weighs all alike
     */
    record Shape(int harmonics, boolean trend, boolean surroundings, boolean signed, double halfLife) {}

    private static final double WEEKS = 365.25 / 7;

    private final OrangeJuice juice;
    private final Shape shape;
    private final List<Integer> stores;
    private final List<String> names = new ArrayList<>();
    private final List<ColumnRule> rules = new ArrayList<>();

    JuiceDesign(OrangeJuice juice, int brand, Shape shape) {
        this.juice = juice;
        this.shape = shape;
        this.stores = juice.demographics().keySet().stream().sorted().toList();
        add("price", shape.signed() ? ColumnRule.NOT_POSITIVE : ColumnRule.PENALISED);
        for (int other = 1; other <= OrangeJuice.BRANDS; other++) {
            if (other != brand) {
                add("price" + other, shape.signed() ? ColumnRule.NOT_NEGATIVE : ColumnRule.PENALISED);
            }
        }
        add("feature", shape.signed() ? ColumnRule.NOT_NEGATIVE : ColumnRule.PENALISED);
        add("deal", shape.signed() ? ColumnRule.NOT_NEGATIVE : ColumnRule.PENALISED);
        add("feature.price", ColumnRule.PENALISED);
        add("deal.price", ColumnRule.PENALISED);
        add("feature.deal", ColumnRule.PENALISED);
        for (int store : stores) {
            add("store" + store, ColumnRule.PENALISED);
        }
        int demographics = juice.demographics().get(stores.getFirst()).length;
        for (int d = 0; d < demographics; d++) {
            add("demographic" + d, ColumnRule.PENALISED);
            if (shape.surroundings()) {
                add("demographic" + d + ".price", ColumnRule.PENALISED);
            }
        }
        if (shape.trend()) {
            add("trend", ColumnRule.PENALISED);
        }
        for (int h = 1; h <= shape.harmonics(); h++) {
            add("sine" + h, ColumnRule.PENALISED);
            add("cosine" + h, ColumnRule.PENALISED);
        }
    }

    private void add(String name, ColumnRule rule) {
        names.add(name);
        rules.add(rule);
    }

    List<ColumnRule> rules() {
        return rules;
    }

    /** Of one brand's sales; the weight of each halves with its age at the last of them. */
    Observations of(List<Sale> sales) {
        double[][] rows = sales.stream().map(this::row).toArray(double[][]::new);
        double[] units = sales.stream().mapToDouble(Sale::units).toArray();
        int last = sales.stream().mapToInt(Sale::week).max().orElseThrow();
        double[] weights = sales.stream()
                .mapToDouble(sale -> shape.halfLife() == 0 ? 1 : Math.pow(0.5, (last - sale.week()) / shape.halfLife()))
                .toArray();
        return Observations.of(names, rows, units).weighted(weights);
    }

    double[] row(Sale sale) {
        double[] row = new double[names.size()];
        int next = 0;
        row[next++] = sale.price();
        for (int other = 1; other <= OrangeJuice.BRANDS; other++) {
            if (other != sale.brand()) {
                row[next++] = sale.prices()[other - 1];
            }
        }
        row[next++] = sale.feature();
        row[next++] = sale.deal();
        row[next++] = sale.feature() * sale.price();
        row[next++] = sale.deal() * sale.price();
        row[next++] = sale.feature() * sale.deal();
        row[next + stores.indexOf(sale.store())] = 1;
        next += stores.size();
        for (double demographic : juice.demographics().get(sale.store())) {
            row[next++] = demographic;
            if (shape.surroundings()) {
                row[next++] = demographic * sale.price();
            }
        }
        if (shape.trend()) {
            row[next++] = sale.week();
        }
        for (int h = 1; h <= shape.harmonics(); h++) {
            double angle = 2 * Math.PI * h * sale.week() / WEEKS;
            row[next++] = Math.sin(angle);
            row[next++] = Math.cos(angle);
        }
        return row;
    }
}
