package dev.shopkeeper.inventory.imports;

import dev.shopkeeper.inventory.imports.run.ImportCounts;
import dev.shopkeeper.inventory.imports.upload.Upload;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as it is stored; its id is its job's.
 *
 * @param previousId the import of the same file before this one
 * @param upload null once the file was dropped
 * @param waitingFor what it is waiting for, null while it is not
 */
record ImportRow(
        UUID id,
        String kind,
        String filename,
        Map<String, String> options,
        String sha256,
        long size,
        @Nullable UUID previousId,
        @Nullable Upload upload,
        ImportCounts.Snapshot counts,
        @Nullable String waitingFor,
        Instant createdAt,
        Instant updatedAt) {}
