package dev.shopkeeper.starter.json;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * A decimal number, as JSON number or decimal string, of at most {@value #MOST_DIGITS} digits and an exponent within
 * ±{@value #LARGEST_SCALE}: {@code 1e999999} would take a megabyte to write out.
 */
final class StrictDecimal extends StdScalarDeserializer<BigDecimal> {

    static final int MOST_DIGITS = 38;
    static final int LARGEST_SCALE = 30;

    StrictDecimal() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
            return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, parser);
        }
        return parse(parser, parser.getString(), BigDecimal.class);
    }

    static BigDecimal parse(JsonParser parser, String text, Class<?> target) {
        if (text.length() > 2 * MOST_DIGITS || !text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?")) {
            throw new InvalidValueException(parser, text, target, "must be a decimal number such as 12.30");
        }
        BigDecimal number = new BigDecimal(text);
        if (number.precision() > MOST_DIGITS || Math.abs(number.scale()) > LARGEST_SCALE) {
            throw new InvalidValueException(
                    parser,
                    text,
                    target,
                    "must have at most " + MOST_DIGITS + " digits and an exponent within ±" + LARGEST_SCALE);
        }
        return number;
    }
}
