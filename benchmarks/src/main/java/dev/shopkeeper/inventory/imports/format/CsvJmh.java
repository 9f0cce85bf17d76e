package dev.shopkeeper.inventory.imports.format;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Ten thousand rows of a shop's export, with quotes, by the importers' table, Commons CSV, and FastCSV bare. */
@State(Scope.Thread)
@NullMarked
@SuppressWarnings("NullAway.Init") // JMH calls the method annotated with Setup first
public class CsvJmh {

    private static final int ROWS = 10_000;

    @Param("1")
    public long seed;

    private String text;

    @Setup
    public void write() {
        Random random = new Random(seed);
        StringBuilder rows = new StringBuilder("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append(536_365 + i / 20)
                    .append(',')
                    .append(10_000 + random.nextInt(4_000))
                    .append(random.nextInt(4) == 0 ? ",\"SET OF 3, \"\"RETRO\"\" TINS\"," : ",WHITE METAL LANTERN,")
                    .append(1 + random.nextInt(24))
                    .append(",2010-12-01 08:26:00,")
                    .append(random.nextInt(20))
                    .append(".95\n");
        }
        text = rows.toString();
        if (productRows() != peerCommonsRows() || productRows() != peerFastCsvBareRows()) {
            throw new IllegalStateException("the readers do not agree");
        }
    }

    @Benchmark
    public long productRows() {
        long sum = 0;
        try (CsvTable table = new CsvTable(new StringReader(text), ',')) {
            int description = table.column("Description");
            int quantity = table.column("Quantity");
            for (CsvTable.Row row = table.next(); row != null; row = table.next()) {
                sum += row.get(description).length() + Integer.parseInt(row.get(quantity));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    @Benchmark
    public long peerCommonsRows() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        long sum = 0;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord row : parser) {
                sum += row.get(2).length() + Integer.parseInt(row.get(3));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    @Benchmark
    public long peerFastCsvBareRows() {
        long sum = 0;
        boolean header = true;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(new StringReader(text))) {
            for (CsvRecord row : reader) {
                sum += header ? 0 : row.getField(2).length() + Integer.parseInt(row.getField(3));
                header = false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }
}
