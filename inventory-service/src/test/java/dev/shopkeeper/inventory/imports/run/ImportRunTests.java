package dev.shopkeeper.inventory.imports.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.inventory.imports.format.Collected;
import dev.shopkeeper.inventory.imports.format.EntityType;
import dev.shopkeeper.inventory.imports.format.ImportFormats;
import dev.shopkeeper.inventory.imports.sink.EntitySink;
import dev.shopkeeper.inventory.imports.sink.SinkAnswer;
import dev.shopkeeper.inventory.imports.sink.SinkError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

class ImportRunTests {

    /** Refuses every seventh order and fails for good when it is told to. */
    private static final class RecordingSink implements EntitySink {

        private final Set<String> ids = ConcurrentHashMap.newKeySet();
        private final EntityType type;
        private volatile int callsLeft = Integer.MAX_VALUE;

        RecordingSink(EntityType type) {
            this.type = type;
        }

        @Override
        public Set<EntityType> types() {
            return Set.of(type);
        }

        @Override
        public boolean local() {
            return false;
        }

        @Override
        public synchronized SinkAnswer take(
                EntityType ofType, List<ObjectNode> entities, Consumer<@Nullable String> waiting) {
            if (callsLeft-- <= 0) {
                throw new IllegalStateException("killed");
            }
            List<SinkError> errors = new ArrayList<>();
            for (int i = 0; i < entities.size(); i++) {
                String id = entities.get(i).path(type.idName()).asString("");
                if (Math.floorMod(id.hashCode(), 7) == 0) {
                    errors.add(new SinkError(i, "order_id", id, "seventh", "is a seventh"));
                } else {
                    ids.add(id);
                }
            }
            return new SinkAnswer(0, errors);
        }
    }

    /** Keeps what was saved last, as the database would. */
    private static final class MemoryProgress implements ImportProgress {

        private long items;
        private ImportCounts.Snapshot counts = ImportCounts.Snapshot.EMPTY;
        private final List<LineError> errors = new ArrayList<>();

        @Override
        public void save(long done, ImportCounts.Snapshot now, List<LineError> newErrors) {
            items = done;
            counts = now;
            errors.addAll(newErrors);
        }

        @Override
        public void alive(@Nullable String waitingFor) {}
    }

    private static final TransactionTemplate TRANSACTIONS =
            new TransactionTemplate(new AbstractPlatformTransactionManager() {
                private static final long serialVersionUID = 1L;

                @Override
                protected Object doGetTransaction() {
                    return new Object();
                }

                @Override
                protected void doBegin(
                        Object transaction, org.springframework.transaction.TransactionDefinition definition) {}

                @Override
                protected void doCommit(DefaultTransactionStatus status) {}

                @Override
                protected void doRollback(DefaultTransactionStatus status) {}
            });

    private final RecordingSink orders = new RecordingSink(EntityType.ORDER);
    private final RecordingSink products = new RecordingSink(EntityType.PRODUCT);
    private final RecordingSink cancellations = new RecordingSink(EntityType.CANCELLATION);

    private ImportCounts.Snapshot run(byte[] file, MemoryProgress progress) throws IOException {
        var format = ImportFormats.all().stream()
                .filter(candidate -> candidate.kind().equals("online-retail"))
                .findFirst()
                .orElseThrow();
        try (ImportRun run = new ImportRun(
                Map.of(
                        EntityType.ORDER, orders,
                        EntityType.PRODUCT, products,
                        EntityType.CANCELLATION, cancellations),
                TRANSACTIONS,
                progress,
                3,
                progress.items,
                progress.counts)) {
            format.read(Collected.source(file), Collected.OPTIONS, run);
            return run.finish();
        }
    }

    private static byte[] invoices(int lines, long seed) {
        Random random = new Random(seed);
        StringBuilder file = new StringBuilder(
                "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        int invoice = 100_000;
        for (int i = 0; i < lines; i++) {
            if (random.nextInt(8) == 0) {
                invoice++;
            }
            boolean cancels = invoice % 11 == 0;
            int quantity = random.nextInt(30) == 0 ? -3 : 3;
            file.append(cancels ? "C" : "")
                    .append(invoice)
                    .append(",I")
                    .append(random.nextInt(400))
                    .append(",THING,")
                    .append(cancels ? -quantity : quantity)
                    .append(",2020-05-01 08:26:00,")
                    .append(random.nextInt(40) == 0 ? "0" : "2.50")
                    .append(',')
                    .append(random.nextInt(3) == 0 ? "" : invoice % 500)
                    .append(",X\n");
        }
        return file.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void accountsForEveryLine() throws IOException {
        MemoryProgress progress = new MemoryProgress();

        ImportCounts.Snapshot counts = run(invoices(20_000, 1), progress);

        assertThat(counts.lines()).isEqualTo(20_000);
        assertThat(counts.imported() + counts.refused()).isEqualTo(20_000);
        assertThat(counts.byReason().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(counts.refused());
        assertThat(counts.byReason()).containsKeys("negative-quantity", "zero-price", "seventh");
        assertThat(counts.entities()).containsEntry("orders", (long) orders.ids.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void endsWithTheSameCountsHoweverOftenItIsKilled(long seed) throws IOException {
        byte[] file = invoices(12_000, seed);
        MemoryProgress undisturbed = new MemoryProgress();
        ImportCounts.Snapshot expected = run(file, undisturbed);
        Set<String> expectedOrders = new HashSet<>(orders.ids);
        orders.ids.clear();

        Random random = new Random(seed);
        MemoryProgress progress = new MemoryProgress();
        int kills = 0;
        ImportCounts.Snapshot counts = null;
        while (counts == null) {
            orders.callsLeft = kills < 4 ? 1 + random.nextInt(3) : Integer.MAX_VALUE;
            try {
                counts = run(file, progress);
            } catch (IllegalStateException killed) {
                kills++;
            }
        }

        assertThat(kills).as("seed %d", seed).isPositive();
        assertThat(counts).as("seed %d", seed).isEqualTo(expected);
        assertThat(progress.errors).as("seed %d", seed).isEqualTo(undisturbed.errors);
        assertThat(orders.ids).as("seed %d", seed).isEqualTo(expectedOrders);
    }

    @Test
    void keepsNothingOfABatchThatFailed() {
        orders.callsLeft = 0;
        MemoryProgress progress = new MemoryProgress();

        assertThatThrownBy(() -> run(invoices(20_000, 9), progress)).hasMessage("killed");

        assertThat(progress.items).isZero();
        assertThat(progress.errors).isEmpty();
    }
}
