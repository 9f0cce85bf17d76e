package dev.shopkeeper.inventory.imports.format;

import dev.shopkeeper.inventory.imports.format.CsvTable.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * UCI "Online Retail" and "Online Retail II" as CSV: one row a line of an invoice, invoices beginning with C cancel. Gives
 * items, orders and cancellations; see {@code docs/imports.md} for what becomes of dirty rows.
 */
public final class OnlineRetailFormat implements ImportFormat {

    static final String CURRENCY = "GBP";

    private static final List<List<String>> REQUIRED = List.of(
            List.of("InvoiceNo", "Invoice"),
            List.of("StockCode"),
            List.of("Description"),
            List.of("Quantity"),
            List.of("InvoiceDate"),
            List.of("UnitPrice", "Price"),
            List.of("CustomerID"));
    private static final Pattern INVOICE = Pattern.compile("\\d{1,20}");
    private static final Pattern CANCELLATION = Pattern.compile("[Cc]\\d{1,20}");
    private static final Set<String> SHIPPING = Set.of("POST", "DOT", "C2");
    private static final Set<String> NO_ITEMS =
            Set.of("D", "M", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK", "ADJUST", "ADJUST2", "TEST001", "TEST002");

    @Override
    public String kind() {
        return "online-retail";
    }

    @Override
    public String expected() {
        return "a CSV with the columns InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID";
    }

    @Override
    public void check(ImportSource source, ImportOptions options) throws IOException {
        Tables.open(this, source, options, name -> true, REQUIRED, ',').close();
    }

    @Override
    public void read(ImportSource source, ImportOptions options, ImportOutput output) throws IOException {
        try (CsvTable table = Tables.open(this, source, options, name -> true, REQUIRED, ',')) {
            new Reading(table, options, output).run();
        }
    }

    /** One line that can be used. */
    record Line(
            long number,
            String stockCode,
            String description,
            long quantity,
            BigDecimal price,
            String amount,
            Instant time,
            String customer) {}

    /** The state of one pass through a file. */
    private static final class Reading {

        private final CsvTable table;
        private final ImportOptions options;
        private final ImportOutput output;
        private final LatestItems items;
        private final int invoice;
        private final int stockCode;
        private final int description;
        private final int quantity;
        private final int date;
        private final int price;
        private final int customer;
        private @Nullable InvoiceLines open;

        Reading(CsvTable table, ImportOptions options, ImportOutput output) {
            this.table = table;
            this.options = options;
            this.output = output;
            this.items = new LatestItems(output);
            invoice = table.column("InvoiceNo", "Invoice");
            stockCode = table.column("StockCode");
            description = table.column("Description");
            quantity = table.column("Quantity");
            date = table.column("InvoiceDate");
            price = table.column("UnitPrice", "Price");
            customer = table.column("CustomerID");
        }

        void run() {
            for (Row row = table.next(); row != null; row = table.next()) {
                if (!Tables.refusedShape(row, table, output)) {
                    take(row);
                }
            }
            close();
            items.finish();
        }

        private void take(Row row) {
            String number = row.get(invoice);
            if (number.endsWith(".0")) {
                number = number.substring(0, number.length() - 2);
            }
            boolean cancels = CANCELLATION.matcher(number).matches();
            if (open != null && !open.number().equals(number)) {
                close();
            }
            if (!cancels && !INVOICE.matcher(number).matches()) {
                refuse(
                        row,
                        invoice,
                        number.isEmpty() ? "missing-invoice" : "not-an-order",
                        number.isEmpty() ? "has no invoice number" : "is no sale and no cancellation");
                return;
            }
            Line line = line(row, cancels);
            if (line == null) {
                return;
            }
            boolean shipping = SHIPPING.contains(line.stockCode().toUpperCase(Locale.ROOT));
            if (shipping && cancels) {
                refuse(row, stockCode, "shipping-refund", "gives shipping back, which is no item");
                return;
            }
            if (open == null) {
                open = new InvoiceLines(number, cancels, output);
            }
            if (shipping) {
                open.shipping(line);
            } else {
                items.seen(line);
                open.item(line);
            }
        }

        private void close() {
            if (open != null) {
                open.finish();
                open = null;
            }
        }

        private @Nullable Line line(Row row, boolean cancels) {
            String code = row.get(stockCode);
            if (code.isEmpty()) {
                return refuse(row, stockCode, "missing-item", "has no stock code");
            }
            Long units = Values.whole(row.get(quantity));
            if (units == null) {
                return refuse(row, quantity, "bad-quantity", "is no whole number");
            }
            BigDecimal unitPrice = Values.decimal(row.get(price));
            String amount = unitPrice == null ? null : Values.amount(unitPrice.abs());
            if (unitPrice == null || amount == null) {
                return refuse(row, price, "bad-price", "is no amount of at most four decimal places");
            }
            Instant time = Values.time(row.get(date), options.zone());
            if (time == null) {
                return refuse(row, date, "bad-date", "is no time such as 2010-12-01 08:26:00");
            }
            if (NO_ITEMS.contains(code.toUpperCase(Locale.ROOT))) {
                return refuse(row, stockCode, "not-an-item", "is a fee, a discount or a correction by hand");
            }
            if (units == 0) {
                return refuse(row, quantity, "zero-quantity", "moves nothing");
            }
            if (cancels && units > 0) {
                return refuse(row, quantity, "positive-cancellation", "must be negative in a cancelled invoice");
            }
            if (!cancels && units < 0) {
                return refuse(row, quantity, "negative-quantity", "corrects the stock, outside any cancellation");
            }
            if (unitPrice.signum() < 0) {
                return refuse(row, price, "negative-price", "must not be negative");
            }
            if (unitPrice.signum() == 0) {
                return refuse(row, price, "zero-price", "is no sale");
            }
            String customerId = row.get(customer);
            if (customerId.endsWith(".0")) {
                customerId = customerId.substring(0, customerId.length() - 2);
            }
            return new Line(
                    row.line(),
                    code,
                    Values.clean(row.get(description)),
                    Math.abs(units),
                    unitPrice,
                    amount,
                    time,
                    customerId);
        }

        private @Nullable Line refuse(Row row, int column, String reason, String message) {
            output.refuse(row.line(), table.header().get(column), row.get(column), reason, message);
            return null;
        }
    }
}
