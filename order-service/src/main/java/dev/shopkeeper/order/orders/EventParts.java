package dev.shopkeeper.order.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.events.OrderLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts of the lines of an event, each small enough for a Kafka message of one megabyte. Events about lines add up, so
 * an order too long for one message is told in several.
 */
final class EventParts {

    /** Half of what a message may have, since JSON may escape every character of a text. */
    private static final int MOST_BYTES = 400_000;

    private static final int BYTES_BESIDE_TEXT = 130;

    private EventParts() {}

    static List<List<OrderLine>> of(List<OrderLine> lines) {
        List<List<OrderLine>> parts = new ArrayList<>();
        List<OrderLine> part = new ArrayList<>();
        int bytes = 0;
        for (OrderLine line : lines) {
            int more = BYTES_BESIDE_TEXT + bytes(line.lineId()) + bytes(line.itemId()) + bytes(line.title());
            if (!part.isEmpty() && bytes + more > MOST_BYTES) {
                parts.add(List.copyOf(part));
                part.clear();
                bytes = 0;
            }
            part.add(line);
            bytes += more;
        }
        if (!part.isEmpty()) {
            parts.add(List.copyOf(part));
        }
        return parts;
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(UTF_8).length;
    }
}
