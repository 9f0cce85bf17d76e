package dev.shopkeeper.inventory.imports.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table with a header line (RFC 4180, and what spreadsheets make of it), read row by row. Header names are compared
 * without case, blanks and underscores. Not thread-safe.
 */
final class CsvTable implements AutoCloseable {

    /** Largest row in characters; a quote that is never closed ends here. */
    static final int MAXIMUM_ROW = 4 * 1024 * 1024;

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;

    /** One row; {@code line} is where it begins, the header being line 1. */
    record Row(long line, List<String> fields) {

        /** The field, stripped, or an empty string where the row or the table has no such column. */
        String get(int column) {
            return column < 0 || column >= fields.size()
                    ? ""
                    : fields.get(column).strip();
        }

        boolean isEmpty() {
            return fields.size() == 1 && fields.getFirst().isBlank();
        }
    }

    CsvTable(Reader text, char separator) {
        this(text, separator, '"', null);
    }

    /** @param header the names of the columns where the table has no header line, or null to read it */
    CsvTable(Reader text, char separator, char quote, @Nullable List<String> header) {
        this.reader = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(quote)
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(MAXIMUM_ROW)
                .ofCsvRecord(text);
        this.records = reader.iterator();
        if (header != null) {
            this.header = header;
        } else {
            Row first = next();
            this.header = first == null
                    ? List.of()
                    : first.fields().stream().map(String::strip).toList();
        }
    }

    List<String> header() {
        return header;
    }

    /** The place of the first of these columns that the table has, or -1. */
    int column(String... names) {
        for (String name : names) {
            for (int i = 0; i < header.size(); i++) {
                if (plain(header.get(i)).equals(plain(name))) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** The columns that are not there, each group of alternatives by its first name. */
    List<String> missing(List<List<String>> required) {
        List<String> missing = new ArrayList<>();
        for (List<String> names : required) {
            if (column(names.toArray(String[]::new)) < 0) {
                missing.add(names.getFirst());
            }
        }
        return missing;
    }

    /**
     * The next row, or null at the end.
     *
     * @throws ImportRefusedException {@code malformed-csv} where quotes are so broken that rows cannot be told apart
     */
    @Nullable
    Row next() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord record = records.next();
            return new Row(record.getStartingLineNumber(), record.getFields());
        } catch (CsvParseException e) {
            throw new ImportRefusedException(
                    "malformed-csv", "The table cannot be read: " + e.getMessage() + " Maybe a quote is not closed.");
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof IOException cause
                    && cause.getCause() instanceof ImportRefusedException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        name.toLowerCase(Locale.ROOT).chars().forEach(c -> {
            if (c != ' ' && c != '_' && c != '\uFEFF' && c != '"') {
                plain.append((char) c);
            }
        });
        return plain.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
