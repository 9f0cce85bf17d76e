package dev.shopkeeper.recommendation.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementCreator;

/**
 * A statement over {@code unnest(?, ?, ...)} whose parameters are columns of the same rows: one round trip and one plan
 * for a batch of any size.
 */
public final class Columns<T> {

    private final String sql;
    private final List<T> rows;
    private final List<Column<T>> columns = new ArrayList<>();

    private Columns(String sql, List<T> rows) {
        this.sql = sql;
        this.rows = rows;
    }

    /** Begins a statement; columns are added in the order of its parameters. */
    public static <T> Columns<T> of(String sql, List<T> rows) {
        return new Columns<>(sql, rows);
    }

    /** Adds a column of the PostgreSQL type; instants are bound in UTC. */
    public Columns<T> column(String type, Function<T, @Nullable Object> value) {
        columns.add(new Column<>(type, value));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Makes the statement, for {@code JdbcTemplate}. */
    public PreparedStatementCreator statement() {
        return this::prepare;
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < columns.size(); i++) {
            Column<T> column = columns.get(i);
            @Nullable Object[] values = new Object[rows.size()];
            for (int row = 0; row < values.length; row++) {
                Object value = column.value().apply(rows.get(row));
                values[row] = value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
            }
            statement.setArray(i + 1, connection.createArrayOf(column.type(), values));
        }
        return statement;
    }

    private record Column<T>(String type, Function<T, @Nullable Object> value) {}
}
