package dev.shopkeeper.starter.problem;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/** Types as a caller understands them. */
final class TypeNames {

    private TypeNames() {}

    static String of(@Nullable JavaType type) {
        return of(type == null ? null : type.getRawClass());
    }

    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (type == Integer.class || type == Integer.TYPE) {
            return "a whole number between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE;
        }
        if (type == Long.class || type == Long.TYPE) {
            return "a whole number between " + Long.MIN_VALUE + " and " + Long.MAX_VALUE;
        }
        if (type.isPrimitive() && type != Boolean.TYPE || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == Boolean.class || type == Boolean.TYPE) {
            return "true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        if (type == Instant.class || type == OffsetDateTime.class) {
            return "an ISO 8601 time with an offset, such as 2026-01-31T12:00:00Z";
        }
        if (type == LocalDate.class) {
            return "an ISO 8601 date, such as 2026-01-31";
        }
        if (type == Duration.class) {
            return "an ISO 8601 duration, such as PT15M";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
