package dev.shopkeeper.benchmarks.retail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads UCI Online Retail line by line, with a parser of its own. */
public final class RetailFile {

    /** One line of the file, as it stands there. */
    public record Line(
            String invoice, String stockCode, long quantity, String date, double unitPrice, String customer) {}

    private RetailFile() {}

    public static Path in(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("online_retail\\.csv(\\.gz)?"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no online_retail.csv(.gz) below " + folder));
        }
    }

    public static void read(Path file, Consumer<Line> consumer) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream input = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                List<String> cells = cells(text);
                consumer.accept(new Line(
                        cells.get(0),
                        cells.get(1),
                        Long.parseLong(cells.get(3)),
                        cells.get(4),
                        Double.parseDouble(cells.get(5)),
                        cells.get(6)));
            }
        }
    }

    private static List<String> cells(String text) {
        List<String> cells = new ArrayList<>(8);
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
