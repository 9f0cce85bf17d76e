package dev.shopkeeper.starter.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A JSON value that a strict deserialiser refuses, with a message made for the caller. */
public class InvalidValueException extends MismatchedInputException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object value;

    InvalidValueException(JsonParser parser, @Nullable Object value, Class<?> target, String message) {
        super(parser, message, target);
        this.value = value;
    }

    /** What was sent. */
    public @Nullable Object value() {
        return value;
    }
}
