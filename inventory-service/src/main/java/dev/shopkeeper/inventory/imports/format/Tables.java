package dev.shopkeeper.inventory.imports.format;

import dev.shopkeeper.inventory.imports.format.CsvTable.Row;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.function.Predicate;

/** Opening tables and judging their rows, the same for every format. */
final class Tables {

    private Tables() {}

    /**
     * The table in the first file whose name fits.
     *
     * @throws ImportRefusedException {@code wrong-kind} naming the columns that are missing and those that are there
     */
    static CsvTable open(
            ImportFormat format,
            ImportSource source,
            ImportOptions options,
            Predicate<String> name,
            List<List<String>> required,
            char separator)
            throws IOException {
        Reader text = source.read(name, options);
        if (text == null) {
            throw new ImportRefusedException(
                    "wrong-kind",
                    "The archive has none of the files of kind " + format.kind() + ", which is " + format.expected()
                            + "; it has " + shown(source.names()) + ".");
        }
        CsvTable table = new CsvTable(text, separator);
        List<String> missing = table.missing(required);
        if (!missing.isEmpty()) {
            List<String> found = table.header();
            table.close();
            throw new ImportRefusedException(
                    "wrong-kind",
                    "A file of kind " + format.kind() + " is " + format.expected() + "; missing " + shown(missing)
                            + ", found " + shown(found) + ".");
        }
        return table;
    }

    /** Refuses a row that is empty or has another number of fields than the header. */
    static boolean refusedShape(Row row, CsvTable table, ImportOutput output) {
        if (row.isEmpty()) {
            output.refuse(row.line(), null, null, "empty-line", "has nothing in it");
            return true;
        }
        int expected = table.header().size();
        if (row.fields().size() != expected) {
            output.refuse(
                    row.line(),
                    null,
                    Integer.toString(row.fields().size()),
                    "wrong-number-of-fields",
                    "has " + row.fields().size() + " fields, the header has " + expected);
            return true;
        }
        for (int i = 0; i < expected; i++) {
            if (row.fields().get(i).indexOf('\uFFFD') >= 0) {
                output.refuse(
                        row.line(),
                        table.header().get(i),
                        Values.cut(row.get(i), 100),
                        "invalid-encoding",
                        "has bytes that are not of the file's character set");
                return true;
            }
        }
        return false;
    }

    static String shown(List<String> names) {
        if (names.isEmpty()) {
            return "nothing";
        }
        List<String> few = names.size() > 12 ? names.subList(0, 12) : names;
        return String.join(
                        ", ",
                        few.stream()
                                .map(name -> Values.cut(Values.clean(name), 40))
                                .toList())
                + (names.size() > few.size() ? ", …" : "");
    }
}
