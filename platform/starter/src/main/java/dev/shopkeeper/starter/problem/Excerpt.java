package dev.shopkeeper.starter.problem;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The value that a parser stands at, as far as it can still be told. */
final class Excerpt {

    private Excerpt() {}

    static @Nullable Object of(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return null;
        }
        try {
            return switch (token) {
                case START_OBJECT -> "an object";
                case START_ARRAY -> "a list";
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
                default -> null;
            };
        } catch (JacksonException e) {
            return null; // The parser has gone on; the name of the field must do.
        }
    }
}
