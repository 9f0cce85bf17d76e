package dev.shopkeeper.gateway.collector;

import org.jspecify.annotations.Nullable;

/** An entry of another tool that has no counterpart among the behaviour events. */
final class UnmappableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final @Nullable String value;

    UnmappableException(String name, @Nullable String value, String message) {
        super(message);
        this.name = name;
        this.value = value == null ? null : Values.shortened(value);
    }

    Refusal at(int index) {
        return new Refusal(index, name, value, String.valueOf(getMessage()));
    }
}
