package dev.shopkeeper.benchmarks.forecast;

import dev.shopkeeper.inventory.forecast.ensemble.Frequency;
import dev.shopkeeper.inventory.forecast.ensemble.HybridSettings;
import dev.shopkeeper.inventory.forecast.ensemble.Series;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Finds sets below a folder by the files in it, and reads them. A file may be compressed with gzip or not. */
final class ForecastSets {

    /** Both ends of 80 % and 95 %, the middle, and those that reorder points are made of. */
    private static final List<Double> LEVELS = List.of(0.025, 0.1, 0.5, 0.8, 0.9, 0.95, 0.975);

    private static final int HELD_OUT_MONTHS = 12;
    private static final int HELD_OUT_WEEKS = 26;
    private static final int HELD_OUT_WEEKS_OF_A_YEAR = 8;
    private static final int HELD_OUT_DAYS = 28;
    private static final int HELD_OUT_PASSENGERS = 24;
    private static final double DAYS_A_YEAR = 365.25;

    private ForecastSets() {}

    /** All sets found, in the order of their folders; each is read when it is asked for. */
    static Map<String, Supplier<ForecastSet>> find(Path folder) throws IOException {
        Map<String, Supplier<ForecastSet>> found = new LinkedHashMap<>();
        try (Stream<Path> walk = Files.walk(folder, 3)) {
            for (Path one : walk.filter(Files::isDirectory).sorted().toList()) {
                String name = one.toAbsolutePath().normalize().getFileName().toString();
                if (has(one, "series.csv")) {
                    found.put(name, () -> competition(name, lines(one, "series.csv")));
                } else if (has(one, "train.csv")
                        && has(one, "test.csv")
                        && header(one, "train.csv").contains("V1")) {
                    found.put(name, () -> rows(name, lines(one, "train.csv"), lines(one, "test.csv")));
                } else if (has(one, "in.csv") && has(one, "oos.csv")) {
                    found.put(name, () -> columns(name, lines(one, "in.csv"), lines(one, "oos.csv")));
                } else if (has(one, "monthly.csv")) {
                    found.put(name, () -> parts(name, lines(one, "monthly.csv")));
                } else if (has(one, "walmart_store_sales.csv")) {
                    found.put(name, () -> stores(name, lines(one, "walmart_store_sales.csv")));
                } else if (has(one, "sales_transactions_weekly.csv")) {
                    found.put(name, () -> products(name, lines(one, "sales_transactions_weekly.csv")));
                } else if (has(one, "m5_sales_exog_small.csv")) {
                    found.put(name, () -> days(name, lines(one, "m5_sales_exog_small.csv")));
                } else if (has(one, "airline-passengers.csv")) {
                    found.put(name, () -> single(name, lines(one, "airline-passengers.csv")));
                }
            }
        }
        return found;
    }

    /** {@code id,type,start,frequency,horizon,history,future}, the last two separated by spaces. */
    private static ForecastSet competition(String name, List<String> lines) {
        List<Series> history = new ArrayList<>();
        List<double[]> future = new ArrayList<>();
        int horizon = 1;
        int period = 1;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            period = Integer.parseInt(cells[3]);
            horizon = Integer.parseInt(cells[4]);
            double start = Double.parseDouble(cells[2]);
            int offset = (int) Math.round((start - Math.floor(start)) * period);
            history.add(new Series(cells[0], numbers(cells[5].split(" ")), offset));
            future.add(numbers(cells[6].split(" ")));
        }
        return new ForecastSet(
                name, seasonal(period), settings(period, horizon), history, future, ForecastSet.Score.MEAN);
    }

    /** As the M4 competition's files: one row a series, its name first. The period follows from the folder's name. */
    private static ForecastSet rows(String name, List<String> train, List<String> test) {
        int period = period(name);
        Map<String, double[]> futures = new LinkedHashMap<>();
        for (String line : test.subList(1, test.size())) {
            String[] cells = cells(line);
            futures.put(cells[0], numbers(Arrays.copyOfRange(cells, 1, cells.length)));
        }
        List<Series> history = new ArrayList<>();
        List<double[]> future = new ArrayList<>();
        for (String line : train.subList(1, train.size())) {
            String[] cells = cells(line);
            history.add(new Series(cells[0], numbers(Arrays.copyOfRange(cells, 1, cells.length)), 0));
            future.add(futures.get(cells[0]));
        }
        int horizon = future.getFirst().length;
        return new ForecastSet(
                name, seasonal(period), settings(period, horizon), history, future, ForecastSet.Score.MEAN);
    }

    /** As the tourism competition's files: one column a series, below it the number of values, year, period, values. */
    private static ForecastSet columns(String name, List<String> in, List<String> out) {
        int period = period(name);
        String[] names = cells(in.getFirst());
        List<Series> history = new ArrayList<>();
        List<double[]> future = new ArrayList<>();
        for (int column = 0; column < names.length; column++) {
            history.add(new Series(names[column], column(in, column), (int) number(in, 3, column) - 1));
            future.add(column(out, column));
        }
        int horizon = future.getFirst().length;
        return new ForecastSet(
                name, seasonal(period), settings(period, horizon), history, future, ForecastSet.Score.MEAN);
    }

    private static double number(List<String> lines, int row, int column) {
        return Double.parseDouble(cells(lines.get(row))[column]);
    }

    private static double[] column(List<String> lines, int column) {
        int length = (int) number(lines, 1, column);
        double[] values = new double[length];
        for (int t = 0; t < length; t++) {
            values[t] = number(lines, 4 + t, column);
        }
        return values;
    }

    /** One row a month, one column a part, empty where it was not counted; the last twelve months are held out. */
    private static ForecastSet parts(String name, List<String> lines) {
        String[] names = cells(lines.getFirst());
        List<String[]> rows =
                lines.subList(1, lines.size()).stream().map(ForecastSets::cells).toList();
        int months = rows.size();
        List<Series> history = new ArrayList<>();
        List<double[]> future = new ArrayList<>();
        for (int column = 1; column < names.length; column++) {
            double[] all = new double[months];
            for (int month = 0; month < months; month++) {
                String[] row = rows.get(month);
                String cell = column < row.length ? row[column] : "";
                all[month] = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
            }
            int first = 0;
            while (first < months && Double.isNaN(all[first])) {
                first++;
            }
            int end = months - HELD_OUT_MONTHS;
            if (first >= end) {
                continue;
            }
            double[] known = Arrays.copyOfRange(all, first, end);
            for (int t = 0; t < known.length; t++) {
                known[t] = Double.isNaN(known[t]) ? 0 : known[t];
            }
            history.add(new Series(names[column], known, first));
            future.add(Arrays.copyOfRange(all, end, months));
        }
        return new ForecastSet(
                name, seasonal(12), settings(12, HELD_OUT_MONTHS), history, future, ForecastSet.Score.QUANTILES);
    }

    /** One row a store and week, in the order of weeks; the last half year is held out. */
    private static ForecastSet stores(String name, List<String> lines) {
        Map<String, List<Double>> byStore = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = cells(line);
            byStore.computeIfAbsent(cells[0], store -> new ArrayList<>()).add(Double.parseDouble(cells[2]));
        }
        return heldOut(name, 52, HELD_OUT_WEEKS, byStore);
    }

    /** One row a product, a column a week: {@code W0}, {@code W1} and so on. */
    private static ForecastSet products(String name, List<String> lines) {
        String[] names = cells(lines.getFirst());
        Map<String, List<Double>> byProduct = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = cells(line);
            for (int column = 1; column < cells.length; column++) {
                if (names[column].matches("W\\d+")) {
                    byProduct
                            .computeIfAbsent(cells[0], product -> new ArrayList<>())
                            .add(Double.parseDouble(cells[column]));
                }
            }
        }
        return heldOut(name, 1, HELD_OUT_WEEKS_OF_A_YEAR, byProduct);
    }

    /** One row an item and day, in the order of days: {@code unique_id,ds,y}. */
    private static ForecastSet days(String name, List<String> lines) {
        Map<String, List<Double>> byItem = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = cells(line);
            byItem.computeIfAbsent(cells[0], item -> new ArrayList<>()).add(Double.parseDouble(cells[2]));
        }
        return heldOut(name, 7, HELD_OUT_DAYS, byItem);
    }

    /** One row a month, the last column the value. */
    private static ForecastSet single(String name, List<String> lines) {
        List<Double> values = lines.subList(1, lines.size()).stream()
                .map(ForecastSets::cells)
                .map(cells -> Double.parseDouble(cells[cells.length - 1]))
                .toList();
        return heldOut(name, 12, HELD_OUT_PASSENGERS, Map.of(name, values));
    }

    /** Series that begin together, the end of each held out. */
    private static ForecastSet heldOut(String name, int period, int horizon, Map<String, List<Double>> byKey) {
        List<Series> history = new ArrayList<>();
        List<double[]> future = new ArrayList<>();
        byKey.forEach((key, list) -> {
            double[] all = list.stream().mapToDouble(Double::doubleValue).toArray();
            int end = all.length - horizon;
            if (end > horizon) {
                history.add(new Series(key, Arrays.copyOf(all, end), 0));
                future.add(Arrays.copyOfRange(all, end, all.length));
            }
        });
        return new ForecastSet(
                name, seasonal(period), settings(period, horizon), history, future, ForecastSet.Score.MEAN);
    }

    /** The season of the buckets, and what the calendar repeats: hours have a week too, days a year. */
    private static Frequency seasonal(int period) {
        List<Double> cycles = switch (period) {
            case 1 -> List.of();
            case 7 -> List.of(7.0, DAYS_A_YEAR);
            case 24 -> List.of(24.0, 168.0);
            case 52 -> List.of(DAYS_A_YEAR / 7);
            default -> List.of((double) period);
        };
        return new Frequency(period, cycles);
    }

    private static HybridSettings settings(int period, int horizon) {
        int window = Math.max(2 * period, Math.min(24, 2 * horizon));
        return new HybridSettings(horizon, 3, Math.max(1, horizon / 2), window, LEVELS);
    }

    private static int period(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Map<String, Integer> periods =
                Map.of("hourly", 24, "daily", 7, "weekly", 52, "monthly", 12, "quarterly", 4, "yearly", 1);
        return periods.entrySet().stream()
                .filter(entry -> lower.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(1);
    }

    private static double[] numbers(String[] cells) {
        return Arrays.stream(cells)
                .map(String::strip)
                .filter(cell -> !cell.isEmpty() && !cell.equals("NA"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static String[] cells(String line) {
        return line.replace("\"", "").split(",", -1);
    }

    private static boolean has(Path folder, String file) {
        return Files.exists(folder.resolve(file)) || Files.exists(folder.resolve(file + ".gz"));
    }

    private static String header(Path folder, String file) {
        return lines(folder, file).getFirst();
    }

    private static List<String> lines(Path folder, String file) {
        Path plain = folder.resolve(file);
        try (InputStream in = Files.exists(plain)
                        ? Files.newInputStream(plain)
                        : new GZIPInputStream(Files.newInputStream(folder.resolve(file + ".gz")));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " in " + folder + " cannot be read", e);
        }
    }
}
