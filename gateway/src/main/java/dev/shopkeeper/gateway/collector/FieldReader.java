package dev.shopkeeper.gateway.collector;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the value that a parser stands on by one of the schema's rules, or refuses it by name and passes over it. */
final class FieldReader {

    private static final int MAX_REFUSALS_PER_EVENT = 10;
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final JsonParser parser;
    private final TimeWindow window;
    private final List<Refusal> refusals;

    private int index;
    private int refused;
    private String prefix = "";

    FieldReader(JsonParser parser, TimeWindow window, List<Refusal> refusals) {
        this.parser = parser;
        this.window = window;
        this.refusals = refusals;
    }

    /** The next refusals are of the event at this position of the batch. */
    void startEvent(int position) {
        index = position;
        refused = 0;
        prefix = "";
    }

    /** The next refusals are of fields below this path. */
    void below(String path) {
        prefix = path;
    }

    boolean refusedAny() {
        return refused > 0;
    }

    @Nullable
    String id(String name) {
        return text(name, Values.MAX_ID);
    }

    @Nullable
    String text(String name, int max) {
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

    @Nullable
    String string(String name) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            refuse(name, "is no JSON string");
            return null;
        }
        return parser.getString();
    }

    @Nullable
    String currency(String name) {
        String code = string(name);
        if (code != null && !Currencies.known(code)) {
            refuse(name, "is no ISO 4217 currency code. Maybe it is not of three capital letters?");
            return null;
        }
        return code;
    }

    @Nullable
    Instant time(String name) {
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

    @Nullable
    BigDecimal amount(String name) {
        JsonToken token = parser.currentToken();
        BigDecimal amount;
        if (token == JsonToken.VALUE_STRING) {
            amount = Values.decimal(parser.getString());
        } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            amount = Values.number(parser.getString());
        } else {
            refuse(name, "is neither a decimal string nor a number");
            return null;
        }
        if (amount == null) {
            refuse(name, "is no amount from 0 to 999999999999.999999");
        }
        return amount;
    }

    /** A whole number from {@code least} to a million. */
    @Nullable
    Integer integer(String name, int least) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            BigDecimal number = Values.whole(parser.getString());
            if (number != null && number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(MILLION) <= 0) {
                return number.intValueExact();
            }
        }
        refuse(name, "is no whole number from " + least + " to 1000000");
        return null;
    }

    /** Notes that a field has been seen; a second time is refused. */
    int once(String name, int field, int seen) {
        if ((seen & field) != 0) {
            add(name, null, "is there twice");
        }
        return seen | field;
    }

    void require(String name) {
        add(name, null, "is required");
    }

    /** Refuses the value that the parser stands on, and passes over it. */
    void refuse(String name, String message) {
        add(name, Values.shown(parser), message);
        parser.skipChildren();
    }

    void add(String name, @Nullable Object value, String message) {
        if (refused++ < MAX_REFUSALS_PER_EVENT) {
            refusals.add(new Refusal(index, prefix + name, value, message));
        }
    }
}
