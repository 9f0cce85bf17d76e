package dev.shopkeeper.inventory.imports.format;

import dev.shopkeeper.inventory.imports.format.ImportItem.Entity;
import dev.shopkeeper.inventory.imports.format.OnlineRetailFormat.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The adjacent lines of one invoice. A line is named after what it says, so that the rest of an invoice that comes again
 * later in the file, or in the next export, joins the order by new lines and repeats none.
 */
final class InvoiceLines {

    /** Most lines in one part of an order; a longer one is sent in parts, which the order service joins. */
    private static final int MAXIMUM_LINES = 1_500;

    private final String number;
    private final boolean cancels;
    private final ImportOutput output;
    private final List<Line> items = new ArrayList<>();
    private final List<Line> shipping = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private boolean sent;

    InvoiceLines(String number, boolean cancels, ImportOutput output) {
        this.number = number;
        this.cancels = cancels;
        this.output = output;
    }

    String number() {
        return number;
    }

    void item(Line line) {
        items.add(line);
        if (items.size() >= MAXIMUM_LINES && !cancels) {
            send();
        }
    }

    void shipping(Line line) {
        if (sent || shipping.size() >= MAXIMUM_LINES) {
            refuse(line, "late-shipping", "comes after more lines of its invoice than can be held");
        } else {
            shipping.add(line);
        }
    }

    void finish() {
        if (!items.isEmpty()) {
            send();
        }
        for (Line line : shipping) {
            refuse(line, "order-without-items", "is shipping of an invoice that has no items");
        }
    }

    private void refuse(Line line, String reason, String message) {
        output.refuse(line.number(), "StockCode", line.stockCode(), reason, message);
    }

    private void send() {
        Line first = items.getFirst();
        List<String> remarks = new ArrayList<>();
        ObjectNode json = Values.object();
        if (cancels) {
            json.put("cancellation_id", number);
        } else {
            json.put("order_id", number);
        }
        String customer = customer();
        if (customer != null) {
            json.put("user_id", customer);
        } else if (!sent) {
            remarks.add(cancels ? "guest-cancellation" : "guest-order");
        }
        if (cancels) {
            json.put("reason", "cancelled in the source");
            json.put("cancelled_at", first.time().toString());
        } else {
            json.put("channel", "web");
            json.put("placed_at", first.time().toString());
        }
        ArrayNode lines = json.putArray("lines");
        for (Line line : items) {
            lines.add(orderLine(line, remarks));
        }
        List<Line> told = new ArrayList<>(items);
        if (!shipping.isEmpty()) {
            BigDecimal sum = shipping.stream()
                    .map(line -> line.price().multiply(BigDecimal.valueOf(line.quantity())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            json.set("shipping", Values.money(sum.toPlainString(), OnlineRetailFormat.CURRENCY));
            told.addAll(shipping);
            shipping.clear();
        }
        output.accept(new Entity(
                cancels ? EntityType.CANCELLATION : EntityType.ORDER,
                json,
                told.stream().mapToLong(Line::number).toArray(),
                remarks));
        items.clear();
        sent = true;
    }

    private @Nullable String customer() {
        return items.stream()
                .map(Line::customer)
                .filter(customer -> !customer.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private ObjectNode orderLine(Line line, List<String> remarks) {
        String content = line.stockCode() + "\n" + line.quantity() + "\n" + line.amount() + "\n" + line.description();
        int occurrence = occurrences.merge(content, 1, Integer::sum);
        if (occurrence > 1) {
            remarks.add("doubled-line");
        }
        ObjectNode json = Values.object();
        json.put("line_id", Values.derivedId(content, Integer.toString(occurrence)));
        json.put("item_id", Values.cut(line.stockCode(), 128));
        if (!line.description().isEmpty()) {
            json.put("title", Values.cut(line.description(), 500));
        }
        json.put("quantity", line.quantity());
        json.set("unit_price", Values.money(line.amount(), OnlineRetailFormat.CURRENCY));
        return json;
    }
}
