package dev.shopkeeper.starter.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** A finite number: {@code 1e999} is refused rather than read as infinity. */
final class StrictDouble extends StdScalarDeserializer<Double> {

    private final boolean primitive;

    StrictDouble(boolean primitive) {
        super(primitive ? Double.TYPE : Double.class);
        this.primitive = primitive;
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isNumeric()) {
            return (Double) context.handleUnexpectedToken(Double.class, parser);
        }
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw new InvalidValueException(
                    parser, parser.getString(), Double.class, "must be a number of at most 1.8e308");
        }
        return number;
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
        if (primitive) {
            throw new InvalidValueException(context.getParser(), null, Double.TYPE, "must not be null");
        }
        return super.getNullValue(context);
    }
}
