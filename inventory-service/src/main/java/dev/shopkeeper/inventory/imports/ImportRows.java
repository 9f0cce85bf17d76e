package dev.shopkeeper.inventory.imports;

import dev.shopkeeper.inventory.imports.format.ImportSource.Spool;
import dev.shopkeeper.inventory.imports.run.ImportCounts;
import dev.shopkeeper.inventory.imports.run.LineError;
import dev.shopkeeper.inventory.imports.upload.Upload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of imports, their errors and their spools. */
@Repository
class ImportRows {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final int SPOOL_BATCH = 2_000;

    private final JdbcTemplate jdbc;
    private final JsonMapper json = JsonMapper.shared();

    ImportRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(ImportRow row) {
        jdbc.update(
                """
                insert into import_job (import_id, kind, filename, options, sha256, size, previous_id, upload_id, counts,
                    created_at, updated_at)
                values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?::jsonb, ?, ?)""",
                row.id(),
                row.kind(),
                row.filename(),
                json.writeValueAsString(row.options()),
                row.sha256(),
                row.size(),
                row.previousId(),
                row.upload() == null ? null : row.upload().id(),
                json.writeValueAsString(row.counts()),
                row.createdAt().atOffset(ZoneOffset.UTC),
                row.updatedAt().atOffset(ZoneOffset.UTC));
    }

    Optional<ImportRow> find(UUID id) {
        return jdbc.query("select * from import_job where import_id = ?", this::row, id).stream()
                .findFirst();
    }

    /** The last import of these bytes as this kind. */
    Optional<ImportRow> latest(String sha256, String kind) {
        return jdbc
                .query(
                        "select * from import_job where sha256 = ? and kind = ? order by created_at desc limit 1",
                        this::row,
                        sha256,
                        kind)
                .stream()
                .findFirst();
    }

    List<ImportRow> list(@Nullable Instant createdBefore, @Nullable UUID idBefore, int limit) {
        return createdBefore == null || idBefore == null
                ? jdbc.query(
                        "select * from import_job order by created_at desc, import_id desc limit ?", this::row, limit)
                : jdbc.query(
                        "select * from import_job where (created_at, import_id) < (?, ?)"
                                + " order by created_at desc, import_id desc limit ?",
                        this::row,
                        createdBefore.atOffset(ZoneOffset.UTC),
                        idBefore,
                        limit);
    }

    void save(UUID id, ImportCounts.Snapshot counts, List<LineError> errors, Instant now) {
        jdbc.update(
                "update import_job set counts = ?::jsonb, waiting_for = null, updated_at = ? where import_id = ?",
                json.writeValueAsString(counts),
                now.atOffset(ZoneOffset.UTC),
                id);
        List<Object[]> rows = errors.stream()
                .filter(error -> error.ordinal() < LineError.MAXIMUM_STORED)
                .map(error -> new @Nullable Object[] {
                    id, error.ordinal(), error.line(), error.column(), error.value(), error.reason(), error.message()
                })
                .map(Object[].class::cast)
                .toList();
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "insert into import_error (import_id, ordinal, line, column_name, value, reason, message)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    rows);
        }
    }

    void waiting(UUID id, @Nullable String waitingFor, Instant now) {
        jdbc.update(
                "update import_job set waiting_for = ?, updated_at = ? where import_id = ?",
                waitingFor,
                now.atOffset(ZoneOffset.UTC),
                id);
    }

    List<LineError> errors(UUID id, long from, int limit) {
        return jdbc.query(
                "select * from import_error where import_id = ? and ordinal >= ? order by ordinal limit ?",
                (row, number) -> new LineError(
                        row.getLong("ordinal"),
                        row.getLong("line"),
                        row.getString("column_name"),
                        row.getString("value"),
                        row.getString("reason"),
                        row.getString("message")),
                id,
                from,
                limit);
    }

    void clearSpool(UUID id) {
        jdbc.update("delete from import_spool where import_id = ?", id);
    }

    Spool spool(UUID id, String name) {
        return new TableSpool(id, name);
    }

    private ImportRow row(ResultSet row, int number) throws SQLException {
        UUID uploadId = row.getObject("upload_id", UUID.class);
        String sha256 = row.getString("sha256");
        long size = row.getLong("size");
        return new ImportRow(
                row.getObject("import_id", UUID.class),
                row.getString("kind"),
                row.getString("filename"),
                json.readValue(row.getString("options"), TEXTS),
                sha256,
                size,
                row.getObject("previous_id", UUID.class),
                uploadId == null ? null : new Upload(uploadId, sha256, size),
                json.readValue(row.getString("counts"), ImportCounts.Snapshot.class),
                row.getString("waiting_for"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    /** A spool in a table; what is put is written in batches, before it is asked for. */
    private final class TableSpool implements Spool {

        private final UUID id;
        private final String name;
        private final Map<String, String> unwritten = new HashMap<>();

        TableSpool(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        @Override
        public void put(String key, String value) {
            unwritten.putIfAbsent(key, value);
            if (unwritten.size() >= SPOOL_BATCH) {
                write();
            }
        }

        @Override
        public Map<String, String> get(Collection<String> keys) {
            write();
            Map<String, String> found = new HashMap<>();
            jdbc.query(
                    "select key, value from import_spool where import_id = ? and name = ? and key = any(?)",
                    row -> {
                        found.put(row.getString(1), row.getString(2));
                    },
                    id,
                    name,
                    keys.toArray(String[]::new));
            return found;
        }

        private void write() {
            if (!unwritten.isEmpty()) {
                jdbc.batchUpdate(
                        "insert into import_spool (import_id, name, key, value) values (?, ?, ?, ?)"
                                + " on conflict do nothing",
                        unwritten.entrySet().stream()
                                .map(entry -> new Object[] {id, name, entry.getKey(), entry.getValue()})
                                .toList());
                unwritten.clear();
            }
        }
    }
}
