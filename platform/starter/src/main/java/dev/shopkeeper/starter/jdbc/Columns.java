package dev.shopkeeper.starter.jdbc;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into column arrays for {@code insert ... select * from unnest(?::text[], ?::bigint[])}: one round trip
 * for thousands of rows. Times and numbers travel as text and are cast by the statement ({@code ?::timestamptz[]},
 * {@code ?::numeric[]}), which keeps them exact.
 */
public final class Columns {

    private Columns() {}

    /** For {@code ?::text[]}. */
    public static <T> @Nullable String[] text(Collection<T> rows, Function<? super T, @Nullable String> column) {
        return column(rows, column);
    }

    /** For {@code ?::timestamptz[]}. */
    public static <T> @Nullable String[] times(Collection<T> rows, Function<? super T, @Nullable Instant> column) {
        return column(rows, row -> print(column.apply(row)));
    }

    /** For {@code ?::numeric[]}. */
    public static <T> @Nullable String[] decimals(
            Collection<T> rows, Function<? super T, @Nullable BigDecimal> column) {
        return column(rows, row -> {
            BigDecimal value = column.apply(row);
            return value == null ? null : value.toPlainString();
        });
    }

    /** For any other type that PostgreSQL reads from text: {@code ?::bigint[]}, {@code ?::float8[]}. */
    public static <T> @Nullable String[] printed(Collection<T> rows, Function<? super T, @Nullable Object> column) {
        return column(rows, row -> print(column.apply(row)));
    }

    private static <T> @Nullable String[] column(Collection<T> rows, Function<? super T, @Nullable String> column) {
        @Nullable String[] values = new @Nullable String[rows.size()];
        int next = 0;
        for (T row : rows) {
            values[next++] = column.apply(row);
        }
        return values;
    }

    private static @Nullable String print(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
