package dev.shopkeeper.starter.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** A time as ISO 8601 text with an offset, between the years 1 and 9999; numbers are refused. */
final class StrictInstant extends StdScalarDeserializer<Instant> {

    private static final String MESSAGE = "must be an ISO 8601 time with an offset, such as 2026-01-31T12:00:00Z";

    StrictInstant() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        String text = parser.getString();
        if (parser.currentToken() != JsonToken.VALUE_STRING || text.length() > 64) {
            throw new InvalidValueException(parser, text, Instant.class, MESSAGE);
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() < 1 || time.getYear() > 9999) {
                throw new InvalidValueException(parser, text, Instant.class, "must lie between the years 1 and 9999");
            }
            return time.toInstant();
        } catch (DateTimeException e) {
            throw new InvalidValueException(parser, text, Instant.class, MESSAGE);
        }
    }
}
