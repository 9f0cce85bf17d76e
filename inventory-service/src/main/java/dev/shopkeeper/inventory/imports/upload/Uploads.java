package dev.shopkeeper.inventory.imports.upload;

import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Takes files in and gives them out again, never more than one piece of a file in memory. */
@Repository
public class Uploads {

    /** Bytes a row. */
    public static final int CHUNK = 1024 * 1024;

    private static final Duration ABANDONED = Duration.ofHours(6);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Uploads(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Stores a file piece by piece. Where the same bytes are here already, those are kept.
     *
     * @param inspector sees the first piece before anything is stored and may throw
     * @throws ProblemException 413 beyond the size allowed, 400 for an empty file
     */
    public Upload store(InputStream body, long maximumSize, Consumer<byte[]> inspector) throws IOException {
        byte[] chunk = body.readNBytes(CHUNK);
        if (chunk.length == 0) {
            throw ProblemException.invalid("body", null, "must be the file to import, but is empty");
        }
        inspector.accept(chunk);
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        jdbc.update(
                "insert into upload (upload_id, size, created_at) values (?, 0, ?)", id, now.atOffset(ZoneOffset.UTC));
        boolean complete = false;
        try {
            MessageDigest digest = sha256();
            long size = 0;
            for (int ordinal = 0; chunk.length > 0; ordinal++) {
                size += chunk.length;
                if (size > maximumSize) {
                    throw new ProblemException(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "upload-too-large",
                            "The file has more than " + maximumSize + " bytes.",
                            List.of(new Violation("body", null, "must have at most " + maximumSize + " bytes")),
                            "Send it compressed, in parts, or raise shopkeeper.imports.maximum-upload-size.");
                }
                digest.update(chunk);
                jdbc.update("insert into upload_chunk (upload_id, ordinal, data) values (?, ?, ?)", id, ordinal, chunk);
                chunk = body.readNBytes(CHUNK);
            }
            Upload upload = complete(id, HexFormat.of().formatHex(digest.digest()), size);
            complete = upload.id().equals(id);
            return upload;
        } finally {
            if (!complete) {
                jdbc.update("delete from upload where upload_id = ?", id);
            }
        }
    }

    private Upload complete(UUID id, String sha256, long size) {
        try {
            jdbc.update("update upload set sha256 = ?, size = ? where upload_id = ?", sha256, size, id);
            return new Upload(id, sha256, size);
        } catch (DuplicateKeyException e) {
            return jdbc.queryForObject(
                    "select upload_id from upload where sha256 = ?",
                    (row, number) -> new Upload(row.getObject(1, UUID.class), sha256, size),
                    sha256);
        }
    }

    /** The bytes of an upload from the beginning. */
    public InputStream open(Upload upload) {
        return new ChunkStream(upload);
    }

    /** Drops uploads that were cut off, and those that no import newer than this needs. */
    public void dropOld(Instant before) {
        jdbc.update(
                """
                delete from upload u where (sha256 is null and created_at < ?)
                    or (sha256 is not null and created_at < ? and not exists (select 1 from import_job j
                        where j.upload_id = u.upload_id and j.updated_at >= ?))""",
                clock.instant().minus(ABANDONED).atOffset(ZoneOffset.UTC),
                before.atOffset(ZoneOffset.UTC),
                before.atOffset(ZoneOffset.UTC));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Reads chunk after chunk. */
    private final class ChunkStream extends InputStream {

        private final Upload upload;
        private byte[] chunk = new byte[0];
        private int ordinal;
        private int position;

        ChunkStream(Upload upload) {
            this.upload = upload;
        }

        @Override
        public int read() throws IOException {
            return fill() ? chunk[position++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, chunk.length - position);
            System.arraycopy(chunk, position, target, offset, count);
            position += count;
            return count;
        }

        private boolean fill() throws IOException {
            if (position < chunk.length) {
                return true;
            }
            if ((long) ordinal * CHUNK >= upload.size()) {
                chunk = new byte[0];
                return false;
            }
            List<byte[]> rows = jdbc.query(
                    "select data from upload_chunk where upload_id = ? and ordinal = ?",
                    (row, number) -> row.getBytes(1),
                    upload.id(),
                    ordinal);
            if (rows.isEmpty()) {
                throw new IOException("Piece " + ordinal + " of upload " + upload.id() + " is missing");
            }
            chunk = Arrays.copyOf(rows.getFirst(), rows.getFirst().length);
            position = 0;
            ordinal++;
            return true;
        }
    }
}
