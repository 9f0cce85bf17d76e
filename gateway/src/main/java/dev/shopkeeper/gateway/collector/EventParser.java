package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourName;
import dev.shopkeeper.events.BehaviourRecorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one behaviour event after the other from a stream of JSON tokens, in one pass and without a tree. Its rules are
 * those of {@code schemas/collector-event.json}, proven equal by a randomised test, plus those that a schema cannot say:
 * known currencies, believable clocks, duplicate field names. Not thread-safe: one per request.
 */
final class EventParser {

    /** Items an event may have. */
    static final int MAX_ITEMS = 200;

    private static final int MAX_TEXT = 512;
    private static final int MAX_REFUSALS_PER_EVENT = 10;
    private static final Set<String> NAMES =
            Arrays.stream(BehaviourName.values()).map(BehaviourName::wireName).collect(Collectors.toUnmodifiableSet());
    private static final String NAMES_SHOWN =
            Arrays.stream(BehaviourName.values()).map(BehaviourName::wireName).collect(Collectors.joining(", "));

    private final JsonParser parser;
    private final TimeWindow window;
    private final List<Refusal> refusals;

    private int index;
    private int refused;
    private String prefix = "";

    /** @param refusals where what is wrong is added */
    EventParser(JsonParser parser, TimeWindow window, List<Refusal> refusals) {
        this.parser = parser;
        this.window = window;
        this.refusals = refusals;
    }

    /**
     * Reads the event whose first token the parser stands on, up to its last.
     *
     * @return the event, or null where it was refused
     */
    @Nullable
    BehaviourRecorded read(int eventIndex) {
        index = eventIndex;
        refused = 0;
        prefix = "";
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            refuse("", "is no JSON object");
            parser.skipChildren();
            return null;
        }
        return readFields(parser.nextName());
    }

    /** As {@link #read}, from the first field name on, which has been read. */
    @Nullable
    BehaviourRecorded readFrom(@Nullable String firstName) {
        index = 0;
        refused = 0;
        prefix = "";
        return readFields(firstName);
    }

    private @Nullable BehaviourRecorded readFields(@Nullable String firstName) {
        int seen = 0;
        String eventId = null;
        String eventName = null;
        Instant occurredAt = null;
        String userId = null;
        String anonymousId = null;
        String sessionId = null;
        String rankingId = null;
        String consent = null;
        String currency = null;
        BigDecimal value = null;
        String transactionId = null;
        String itemListId = null;
        String searchTerm = null;
        String promotionId = null;
        List<BehaviourItem> items = List.of();
        for (String name = firstName; name != null; name = parser.nextName()) {
            parser.nextToken();
            int field;
            switch (name) {
                case "event_id" -> {
                    field = 1;
                    eventId = id(name);
                }
                case "event_name" -> {
                    field = 1 << 1;
                    eventName = eventName();
                }
                case "occurred_at" -> {
                    field = 1 << 2;
                    occurredAt = time(name);
                }
                case "user_id" -> {
                    field = 1 << 3;
                    userId = id(name);
                }
                case "anonymous_id" -> {
                    field = 1 << 4;
                    anonymousId = id(name);
                }
                case "session_id" -> {
                    field = 1 << 5;
                    sessionId = id(name);
                }
                case "ranking_id" -> {
                    field = 1 << 6;
                    rankingId = id(name);
                }
                case "consent" -> {
                    field = 1 << 7;
                    consent = id(name);
                }
                case "currency" -> {
                    field = 1 << 8;
                    currency = currency(name);
                }
                case "value" -> {
                    field = 1 << 9;
                    value = amount(name);
                }
                case "transaction_id" -> {
                    field = 1 << 10;
                    transactionId = id(name);
                }
                case "item_list_id" -> {
                    field = 1 << 11;
                    itemListId = id(name);
                }
                case "search_term" -> {
                    field = 1 << 12;
                    searchTerm = text(name, MAX_TEXT);
                }
                case "promotion_id" -> {
                    field = 1 << 13;
                    promotionId = id(name);
                }
                case "items" -> {
                    field = 1 << 14;
                    items = items();
                }
                case "received_at" -> {
                    field = 0;
                    refuse(name, "is set by the server alone");
                }
                default -> {
                    field = 0;
                    refuseUnknown(name);
                }
            }
            seen = once(name, field, seen);
        }
        if ((seen & 1) == 0) {
            require("event_id");
        }
        if ((seen & 2) == 0) {
            require("event_name");
        }
        if ((seen & (1 << 3 | 1 << 4)) == 0) {
            add("user_id", null, "is required, or anonymous_id is");
        }
        if (refused > 0 || eventId == null || eventName == null) {
            return null;
        }
        return new BehaviourRecorded(
                eventId,
                eventName,
                occurredAt == null ? window.receivedAt() : occurredAt,
                window.receivedAt(),
                userId,
                anonymousId,
                sessionId,
                rankingId,
                consent,
                currency,
                value,
                transactionId,
                itemListId,
                searchTerm,
                promotionId,
                items);
    }

    private List<BehaviourItem> items() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            refuse("items", "is no JSON array");
            return List.of();
        }
        List<BehaviourItem> items = new ArrayList<>();
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (count >= MAX_ITEMS) {
                parser.skipChildren();
            } else if (parser.currentToken() != JsonToken.START_OBJECT) {
                refuse("items[" + count + "]", "is no JSON object");
            } else {
                BehaviourItem item = item(count);
                if (item != null) {
                    items.add(item);
                }
            }
            count++;
        }
        if (count > MAX_ITEMS) {
            add("items", count + " items", "has more than " + MAX_ITEMS + " items");
        }
        return items;
    }

    private @Nullable BehaviourItem item(int position) {
        int seen = 0;
        String itemId = null;
        BigDecimal price = null;
        Integer quantity = null;
        Integer place = null;
        String itemListId = null;
        String outer = prefix;
        prefix = "items[" + position + "].";
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            int field;
            switch (name) {
                case "item_id" -> {
                    field = 1;
                    itemId = id(name);
                }
                case "price" -> {
                    field = 1 << 1;
                    price = amount(name);
                }
                case "quantity" -> {
                    field = 1 << 2;
                    quantity = integer(name, 1);
                }
                case "index" -> {
                    field = 1 << 3;
                    place = integer(name, 0);
                }
                case "item_list_id" -> {
                    field = 1 << 4;
                    itemListId = id(name);
                }
                default -> {
                    field = 0;
                    refuseUnknown(name);
                }
            }
            seen = once(name, field, seen);
        }
        if ((seen & 1) == 0) {
            require("item_id");
        }
        prefix = outer;
        return itemId == null ? null : new BehaviourItem(itemId, price, quantity, place, itemListId);
    }

    private @Nullable String string(String name) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            refuse(name, "is no JSON string");
            return null;
        }
        return parser.getString();
    }

    private @Nullable String id(String name) {
        return text(name, Values.MAX_ID);
    }

    private @Nullable String text(String name, int max) {
        String text = string(name);
        if (text == null) {
            return null;
        }
        String wrong = Values.refuseText(text, max);
        if (wrong != null) {
            refuse(name, wrong);
            return null;
        }
        return text;
    }

    private @Nullable String eventName() {
        String name = string("event_name");
        if (name != null && !NAMES.contains(name)) {
            refuse("event_name", "is none of " + NAMES_SHOWN);
            return null;
        }
        return name;
    }

    private @Nullable String currency(String name) {
        String code = string(name);
        if (code != null && !Currencies.known(code)) {
            refuse(name, "is no ISO 4217 currency code. Maybe it is not of three capital letters?");
            return null;
        }
        return code;
    }

    private @Nullable Instant time(String name) {
        String text = string(name);
        if (text == null) {
            return null;
        }
        Instant time = Rfc3339.parse(text);
        if (time == null) {
            refuse(name, "is no time of RFC 3339, such as 2026-11-01T08:30:00Z");
            return null;
        }
        String wrong = window.refuse(time);
        if (wrong != null) {
            refuse(name, wrong);
            return null;
        }
        return time;
    }

    private @Nullable BigDecimal amount(String name) {
        JsonToken token = parser.currentToken();
        boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        if (!number && token != JsonToken.VALUE_STRING) {
            refuse(name, "is neither a decimal string nor a number");
            return null;
        }
        BigDecimal amount = Values.amount(parser.getString(), number);
        if (amount == null) {
            refuse(
                    name,
                    "is no amount of at least 0 with at most " + Values.MAX_INTEGER_DIGITS + " digits before and "
                            + Values.MAX_FRACTION_DIGITS + " after the point");
        }
        return amount;
    }

    private @Nullable Integer integer(String name, int least) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            BigDecimal number = Values.amount(parser.getString(), true);
            if (number != null
                    && number.stripTrailingZeros().scale() <= 0
                    && number.compareTo(BigDecimal.valueOf(least)) >= 0
                    && number.compareTo(BigDecimal.valueOf(1_000_000)) <= 0) {
                return number.intValueExact();
            }
        }
        refuse(name, "is no whole number from " + least + " to 1000000");
        return null;
    }

    private int once(String name, int field, int seen) {
        if ((seen & field) != 0) {
            add(name, null, "is there twice");
        }
        return seen | field;
    }

    private void refuseUnknown(String name) {
        String shown = Values.shortened(name);
        refuse(shown, "is no field of " + (prefix.isEmpty() ? "an event" : "an item"));
    }

    private void require(String name) {
        add(name, null, "is required");
    }

    /** Refuses the value that the parser stands on, and passes over it. */
    private void refuse(String name, String message) {
        add(name, Values.shown(parser), message);
        parser.skipChildren();
    }

    private void add(String name, @Nullable Object value, String message) {
        if (refused++ < MAX_REFUSALS_PER_EVENT) {
            refusals.add(new Refusal(index, prefix + name, value, message));
        }
    }
}
