package dev.shopkeeper.benchmarks.pricing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Weekly sales of eleven brands of orange juice in the Chicago stores of Dominick's (Montgomery 1997).
 *
 * @param sales one a store, brand and week
 * @param demographics of each store
 */
record OrangeJuice(List<Sale> sales, Map<Integer, double[]> demographics) {

    static final int BRANDS = 11;

    /**
     * One brand in one store in one week.
     *
     * @param brand 1 to 11
     * @param units natural logarithm
     * @param prices natural logarithm of USD an ounce, of all brands, brand 1 first
     * @param deal 1 with a coupon in the store
     * @param feature the share of it that was advertised
     */
    record Sale(int store, int brand, int week, double units, double[] prices, double deal, double feature) {

        /** Natural logarithm of USD an ounce. */
        double price() {
            return prices[brand - 1];
        }
    }

    /** The folder below this one that has the set's files, if any. */
    static Optional<Path> find(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder, 4)) {
            return walk.filter(Files::isDirectory)
                    .filter(one -> one.endsWith("orange-juice") && Files.exists(one.resolve("stores.csv")))
                    .findFirst();
        }
    }

    static OrangeJuice read(Path folder) throws IOException {
        Map<Integer, double[]> stores = new HashMap<>();
        for (double[] row : rows(folder.resolve("stores.csv"))) {
            double[] demographics = new double[row.length - 1];
            System.arraycopy(row, 1, demographics, 0, demographics.length);
            stores.put((int) row[0], demographics);
        }
        Path plain = folder.resolve("sales.csv");
        List<Sale> sales = new ArrayList<>();
        for (double[] row : rows(Files.exists(plain) ? plain : folder.resolve("sales.csv.gz"))) {
            double[] prices = new double[BRANDS];
            for (int brand = 0; brand < BRANDS; brand++) {
                prices[brand] = Math.log(row[5 + brand]);
            }
            sales.add(new Sale((int) row[0], (int) row[1], (int) row[2], row[3], prices, row[16], row[17]));
        }
        return new OrangeJuice(sales, stores);
    }

    private static List<double[]> rows(Path file) throws IOException {
        InputStream stream = Files.newInputStream(file);
        try (InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> Stream.of(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
    }
}
