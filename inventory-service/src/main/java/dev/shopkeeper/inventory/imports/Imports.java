package dev.shopkeeper.inventory.imports;

import dev.shopkeeper.inventory.imports.format.ImportFormat;
import dev.shopkeeper.inventory.imports.format.ImportOptions;
import dev.shopkeeper.inventory.imports.run.ImportCounts;
import dev.shopkeeper.inventory.imports.run.LineError;
import dev.shopkeeper.inventory.imports.upload.Upload;
import dev.shopkeeper.inventory.imports.upload.Uploads;
import dev.shopkeeper.starter.job.Job;
import dev.shopkeeper.starter.job.JobState;
import dev.shopkeeper.starter.job.Jobs;
import dev.shopkeeper.starter.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Starts imports and says how they go. */
@Service
class Imports {

    private static final int FIRST_ERRORS = 100;
    private static final Set<JobState> ACTIVE = Set.of(JobState.QUEUED, JobState.RUNNING);

    private final ImportRows rows;
    private final Uploads uploads;
    private final ImportKinds kinds;
    private final ImportProperties properties;
    private final Jobs jobs;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Imports(
            ImportRows rows,
            Uploads uploads,
            ImportKinds kinds,
            ImportProperties properties,
            Jobs jobs,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.uploads = uploads;
        this.kinds = kinds;
        this.properties = properties;
        this.jobs = jobs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Stores a file and starts to import it. The same file as the same kind again: while the first import is under way
     * that one is answered, afterwards it is run anew, which has no new effect.
     */
    ImportView start(String kind, String filename, Map<String, String> declared, InputStream body) throws IOException {
        ImportFormat format = kinds.format(kind);
        ImportOptions options = kinds.options(declared, "");
        uploads.dropOld(clock.instant().minus(properties.retention()));
        Upload upload = uploads.store(
                body,
                properties.maximumUploadSize().toBytes(),
                piece -> kinds.inspect(format, filename, piece, piece.length < Uploads.CHUNK, options));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ImportRow started = Objects.requireNonNull(transactions.execute(status -> {
            Optional<ImportRow> previous = rows.latest(upload.sha256(), kind);
            if (previous.isPresent() && previous.get().options().equals(declared) && active(previous.get())) {
                return previous.get();
            }
            Job job = jobs.submit(
                    ImportJob.KIND, JsonMapper.shared().createObjectNode().put("kind", kind));
            ImportRow row = new ImportRow(
                    job.id(),
                    kind,
                    filename,
                    declared,
                    upload.sha256(),
                    upload.size(),
                    previous.map(ImportRow::id).orElse(null),
                    upload,
                    ImportCounts.Snapshot.EMPTY,
                    null,
                    now,
                    now);
            rows.insert(row);
            return row;
        }));
        return view(started, false);
    }

    private boolean active(ImportRow row) {
        return jobs.find(row.id()).map(job -> ACTIVE.contains(job.state())).orElse(false);
    }

    ImportView get(UUID id) {
        return view(find(id), true);
    }

    List<ImportView> list(@Nullable Instant createdBefore, @Nullable UUID idBefore, int limit) {
        return rows.list(createdBefore, idBefore, limit).stream()
                .map(row -> view(row, false))
                .toList();
    }

    List<LineError> errors(UUID id, long from, int limit) {
        find(id);
        return rows.errors(id, from, limit);
    }

    ImportView cancel(UUID id) {
        find(id);
        jobs.cancel(id);
        return get(id);
    }

    private ImportRow find(UUID id) {
        return rows.find(id).orElseThrow(() -> ProblemException.notFound("import", id.toString()));
    }

    private ImportView view(ImportRow row, boolean withErrors) {
        List<LineError> errors = withErrors ? rows.errors(row.id(), 0, FIRST_ERRORS) : List.of();
        return ImportView.of(row, jobs.find(row.id()).orElse(null), errors);
    }
}
