package dev.shopkeeper.benchmarks.routing;

import dev.shopkeeper.benchmarks.routing.RoutingInstance.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads instances in the formats of VRPLIB ({@code .vrp}, also compressed with gzip) and of Solomon ({@code .txt}). */
final class InstanceFiles {

    private static final double ANY_TIME = 1e9;
    private static final int SOLOMON_COLUMNS = 7;

    private InstanceFiles() {}

    static RoutingInstance read(Path file) {
        List<String> lines = lines(file);
        try {
            return file.getFileName().toString().contains(".vrp") ? vrplib(lines) : solomon(lines);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static List<String> lines(Path file) {
        try (InputStream in = Files.newInputStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** {@code NAME : value} pairs, then sections of rows that begin with a place's number, the depot's being 1. */
    static RoutingInstance vrplib(List<String> lines) {
        Map<String, String> head = new HashMap<>();
        Map<String, List<String[]>> sections = new HashMap<>();
        List<String[]> rows = new ArrayList<>();
        for (String line : lines) {
            if (line.equals("EOF")) {
                break;
            }
            int colon = line.indexOf(':');
            if (line.endsWith("_SECTION")) {
                rows = new ArrayList<>();
                sections.put(line, rows);
            } else if (colon >= 0) {
                head.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            } else {
                rows.add(line.split("\\s+"));
            }
        }
        if (!"EUC_2D".equals(head.get("EDGE_WEIGHT_TYPE"))) {
            throw new IllegalArgumentException(
                    "EDGE_WEIGHT_TYPE is " + head.get("EDGE_WEIGHT_TYPE") + ", and only EUC_2D is known");
        }
        int size = (int) number("DIMENSION", head.getOrDefault("DIMENSION", ""));
        int capacity = (int) number("CAPACITY", head.getOrDefault("CAPACITY", ""));
        boolean timed = sections.containsKey("TIME_WINDOW_SECTION");
        double service =
                head.containsKey("SERVICE_TIME") ? number("SERVICE_TIME", head.getOrDefault("SERVICE_TIME", "")) : 0;
        double[][] at = section(sections, "NODE_COORD_SECTION", size, 2);
        double[][] demand = section(sections, "DEMAND_SECTION", size, 1);
        double[][] window = timed ? section(sections, "TIME_WINDOW_SECTION", size, 2) : new double[0][];
        List<String[]> depots = sections.getOrDefault("DEPOT_SECTION", List.of());
        if (depots.size() != 2 || !depots.getFirst()[0].equals("1")) {
            throw new IllegalArgumentException("DEPOT_SECTION names no single depot that is place 1");
        }
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            places.add(new Place(
                    at[i][0],
                    at[i][1],
                    (int) demand[i][0],
                    timed ? window[i][0] : 0,
                    timed ? window[i][1] : ANY_TIME,
                    i == 0 ? 0 : service));
        }
        int vehicles = timed
                ? (int) number("VEHICLES", head.getOrDefault("VEHICLES", ""))
                : RoutingInstance.unbounded(places, capacity);
        return new RoutingInstance(
                head.getOrDefault("NAME", ""),
                timed ? Arithmetic.CUT : Arithmetic.ROUNDED,
                vehicles,
                capacity,
                timed,
                places);
    }

    private static double[][] section(Map<String, List<String[]>> sections, String name, int size, int columns) {
        List<String[]> rows = sections.get(name);
        if (rows == null || rows.size() != size) {
            throw new IllegalArgumentException(
                    name + " has " + (rows == null ? 0 : rows.size()) + " rows, and DIMENSION is " + size);
        }
        double[][] values = new double[size][columns];
        for (int i = 0; i < size; i++) {
            String[] row = rows.get(i);
            if (row.length != columns + 1 || number(name, row[0]) != i + 1) {
                throw new IllegalArgumentException(
                        name + " has the row '" + String.join(" ", row) + "' for place " + (i + 1));
            }
            for (int c = 0; c < columns; c++) {
                values[i][c] = number(name, row[c + 1]);
            }
        }
        return values;
    }

    /** A name, the line below NUMBER CAPACITY, and rows of number, x, y, demand, ready time, due date, service. */
    static RoutingInstance solomon(List<String> lines) {
        int vehicle = starting(lines, "NUMBER");
        int customer = starting(lines, "CUST NO.");
        String[] fleet = lines.get(vehicle + 1).split("\\s+");
        if (fleet.length != 2) {
            throw new IllegalArgumentException(
                    "'" + lines.get(vehicle + 1) + "' is no number of vehicles and capacity");
        }
        List<Place> places = new ArrayList<>();
        for (String line : lines.subList(customer + 1, lines.size())) {
            String[] cells = line.split("\\s+");
            if (cells.length != SOLOMON_COLUMNS || number("CUST NO.", cells[0]) != places.size()) {
                throw new IllegalArgumentException("the row of customer " + places.size() + " is '" + line + "'");
            }
            places.add(new Place(
                    number("XCOORD.", cells[1]),
                    number("YCOORD.", cells[2]),
                    (int) number("DEMAND", cells[3]),
                    number("READY TIME", cells[4]),
                    number("DUE DATE", cells[5]),
                    number("SERVICE TIME", cells[6])));
        }
        return new RoutingInstance(
                lines.getFirst().toUpperCase(Locale.ROOT),
                Arithmetic.REAL,
                (int) number("NUMBER", fleet[0]),
                (int) number("CAPACITY", fleet[1]),
                true,
                places);
    }

    private static int starting(List<String> lines, String words) {
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith(words)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there are no rows below '" + words + "'");
    }

    private static double number(String what, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " is '" + text + "', which is no number", e);
        }
    }
}
