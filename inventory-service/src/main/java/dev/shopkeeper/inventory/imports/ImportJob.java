package dev.shopkeeper.inventory.imports;

import dev.shopkeeper.inventory.imports.format.EntityType;
import dev.shopkeeper.inventory.imports.format.ImportRefusedException;
import dev.shopkeeper.inventory.imports.run.ImportCounts;
import dev.shopkeeper.inventory.imports.run.ImportProgress;
import dev.shopkeeper.inventory.imports.run.ImportRun;
import dev.shopkeeper.inventory.imports.run.LineError;
import dev.shopkeeper.inventory.imports.sink.EntitySink;
import dev.shopkeeper.inventory.imports.source.UploadSource;
import dev.shopkeeper.inventory.imports.upload.Upload;
import dev.shopkeeper.inventory.imports.upload.Uploads;
import dev.shopkeeper.starter.job.JobContext;
import dev.shopkeeper.starter.job.JobFailedException;
import dev.shopkeeper.starter.job.JobHandler;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The job behind an import. */
@Component
class ImportJob implements JobHandler {

    static final String KIND = "import";

    private final ImportRows rows;
    private final Uploads uploads;
    private final ImportKinds kinds;
    private final ImportProperties properties;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Map<EntityType, EntitySink> sinks = new EnumMap<>(EntityType.class);
    private final JsonMapper json = JsonMapper.shared();

    ImportJob(
            ImportRows rows,
            Uploads uploads,
            ImportKinds kinds,
            ImportProperties properties,
            TransactionTemplate transactions,
            Clock clock,
            List<EntitySink> sinks) {
        this.rows = rows;
        this.uploads = uploads;
        this.kinds = kinds;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
        sinks.forEach(sink -> sink.types().forEach(type -> this.sinks.put(type, sink)));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobContext context) throws IOException {
        UUID id = context.jobId();
        ImportRow row =
                rows.find(id).orElseThrow(() -> new JobFailedException("There is no import " + id + " to this job"));
        Upload upload = row.upload();
        if (upload == null) {
            throw new JobFailedException("The file was dropped since. Upload it again.");
        }
        AtomicLong position = new AtomicLong();
        UploadSource source = new UploadSource(
                () -> uploads.open(upload),
                row.filename(),
                properties.inflationLimits(),
                position::set,
                name -> rows.spool(id, name));
        JsonNode checkpoint = context.checkpoint();
        long done = checkpoint == null ? 0 : checkpoint.path("items").asLong(0);
        ImportCounts.Snapshot counts = checkpoint == null
                ? ImportCounts.Snapshot.EMPTY
                : json.treeToValue(checkpoint.path("counts"), ImportCounts.Snapshot.class);
        Progress progress = new Progress(context, id, position, upload.size());
        rows.clearSpool(id);
        try (ImportRun run = new ImportRun(sinks, transactions, progress, properties.batchesInFlight(), done, counts)) {
            kinds.format(row.kind()).read(source, kinds.options(row.options(), row.sha256()), run);
            return json.valueToTree(run.finish());
        } catch (ImportRefusedException e) {
            throw new JobFailedException(e.code() + ": " + e.detail());
        } finally {
            rows.clearSpool(id);
        }
    }

    /** Keeps the import's row and the job in step. */
    private final class Progress implements ImportProgress {

        private final JobContext context;
        private final UUID id;
        private final AtomicLong position;
        private final long size;
        private double reported;
        private @Nullable String waitingFor;

        Progress(JobContext context, UUID id, AtomicLong position, long size) {
            this.context = context;
            this.id = id;
            this.position = position;
            this.size = size;
        }

        @Override
        public void save(long items, ImportCounts.Snapshot counts, List<LineError> errors) {
            rows.save(id, counts, errors, clock.instant());
            var checkpoint = json.createObjectNode().put("items", items);
            checkpoint.set("counts", json.valueToTree(counts));
            context.checkpoint(checkpoint);
            waitingFor = null;
            report();
        }

        @Override
        public void alive(@Nullable String waiting) {
            if (waiting != null && !waiting.equals(waitingFor)) {
                rows.waiting(id, waiting, clock.instant());
                waitingFor = waiting;
            }
            report();
        }

        private void report() {
            // reading runs ahead of what is committed, so it is not done before it is done
            reported = Math.max(reported, Math.min(0.99, (double) position.get() / Math.max(1, size)));
            context.progress(reported);
        }
    }
}
