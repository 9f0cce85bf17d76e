package dev.shopkeeper.starter.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.OrderShipped;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.testing.fault.FaultProxy;
import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.infrastructure.PlatformServers;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.transaction.support.TransactionTemplate;

/** The publisher round by round, with a database of its own: what is to wait waits until the test says otherwise. */
class OutboxPublisherIT {

    private static final int ATTEMPTS = 3;
    private static final String UNKNOWN = "shop.order.gifted.v7";
    private static final String SMALL = "{\"order_id\":\"o\",\"shipped_at\":\"2026-01-01T00:00:00Z\"}";

    private final List<DefaultKafkaProducerFactory<String, byte[]>> producers = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaProbe probe = new KafkaProbe(PlatformServers.kafka().bootstrapServers());
    private final MessagingProperties properties = new Binder(new MapConfigurationPropertySource(Map.of(
                    "shopkeeper.messaging.first-back-off", "1h",
                    "shopkeeper.messaging.longest-back-off", "1h",
                    "shopkeeper.messaging.outbox-attempts", ATTEMPTS)))
            .bindOrCreate("shopkeeper.messaging", MessagingProperties.class);

    private final DriverManagerDataSource dataSource = newDatabase();
    private final JdbcClient jdbc = JdbcClient.create(dataSource);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    private final OutboxTable outbox = new OutboxTable(jdbc);
    private OutboxPublisher publisher = publisher(kafka(Map.of()));

    private static DriverManagerDataSource newDatabase() {
        Database database = PlatformServers.postgres().newDatabase("outbox");
        DriverManagerDataSource dataSource =
                new DriverManagerDataSource(database.url(), database.user(), database.password());
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/starter")
                .load()
                .migrate();
        return dataSource;
    }

    @AfterEach
    void close() {
        producers.forEach(DefaultKafkaProducerFactory::destroy);
        probe.close();
    }

    private KafkaOperations<String, byte[]> kafka(Map<String, Object> overrides) {
        return new KafkaTemplate<>(factory(overrides));
    }

    private DefaultKafkaProducerFactory<String, byte[]> factory(Map<String, Object> overrides) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, PlatformServers.kafka().bootstrapServers(),
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"));
        settings.putAll(overrides);
        DefaultKafkaProducerFactory<String, byte[]> factory =
                new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new ByteArraySerializer());
        producers.add(factory);
        return factory;
    }

    private OutboxPublisher publisher(KafkaOperations<String, byte[]> kafka) {
        return new OutboxPublisher(outbox, transactions, kafka, properties, new OutboxMetrics(meters, jdbc));
    }

    /** A key that no other test, nor an earlier run of this one, has used. */
    private static String newKey() {
        return "outbox-" + UUID.randomUUID();
    }

    private UUID append(String key, String type, String payload) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into outbox (id, aggregatetype, aggregateid, type, payload, source, "time", headers)
                values (?, ?, ?, ?, ?::json, '/sample-service', '2026-01-01T00:00:00.123456Z',
                    '{"correlation_id":"c1"}')
                """).params(id, Topic.ORDER.topicName(), key, type, payload).update();
        return id;
    }

    private UUID good(String key) {
        return append(key, OrderShipped.TYPE, SMALL);
    }

    private UUID bad(String key) {
        return append(key, UNKNOWN, SMALL);
    }

    private boolean round() {
        return publisher.publishSome(() -> true);
    }

    private void letTheWaitingBeDue() {
        jdbc.sql("update outbox set next_attempt_at = now() - interval '1 second' where next_attempt_at is not null")
                .update();
    }

    private List<UUID> waiting() {
        return jdbc.sql("select id from outbox order by seq").query(UUID.class).list();
    }

    private int attempts(UUID id) {
        return jdbc.sql("select attempts from outbox where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private long parked() {
        return jdbc.sql("select count(*) from dead_letter where consumer = 'outbox' and state = 'PARKED'")
                .query(Long.class)
                .single();
    }

    private UUID letter() {
        return jdbc.sql("select id from dead_letter where state = 'PARKED'")
                .query(UUID.class)
                .single();
    }

    private List<String> sent(String key) {
        return probe.readAll(Topic.ORDER.topicName()).stream()
                .filter(record -> key.equals(record.key()))
                .map(ProbedRecord::id)
                .toList();
    }

    @Test
    void anEventThatIsRefusedHoldsUpItsKeyAloneUntilItIsParked() {
        // given: a key with an event of an unknown type before a good one, and another key behind both
        String stuck = newKey();
        String free = newKey();
        UUID first = bad(stuck);
        UUID second = good(stuck);
        UUID other = good(free);

        // when: the publisher looks again and again, while the first waits
        assertThat(round()).as("there is more to do at once").isFalse();
        assertThat(round()).isFalse();
        UUID later = good(free);
        assertThat(round()).isFalse();

        // then: the other key went out at once, and the second event did not overtake the first
        assertThat(sent(free)).containsExactly(other.toString(), later.toString());
        assertThat(sent(stuck)).isEmpty();
        assertThat(waiting()).containsExactly(first, second);
        assertThat(attempts(first)).isOne();
        assertThat(attempts(second)).isZero();
        assertThat(jdbc.sql("select error from outbox where id = ?")
                        .param(first)
                        .query(String.class)
                        .single())
                .contains(UNKNOWN, "downgraded");
        assertThat(meters.get("shopkeeper.outbox.waiting").gauge().value()).isOne();

        // when: it has had its attempts
        letTheWaitingBeDue();
        assertThat(round()).isFalse();
        assertThat(waiting()).as("one attempt is left").containsExactly(first, second);
        letTheWaitingBeDue();
        assertThat(round()).as("the key of what was parked can go on at once").isTrue();
        assertThat(round()).isFalse();

        // then: it is parked, and its key has gone on without it
        assertThat(parked()).isOne();
        assertThat(waiting()).isEmpty();
        assertThat(sent(stuck)).containsExactly(second.toString());
        assertThat(meters.get("shopkeeper.outbox.waiting").gauge().value()).isZero();
        assertThat(meters.get("shopkeeper.consumer.dead.letters")
                        .tag("consumer", "outbox")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void eachPauseIsTwiceTheOneBeforeUpToTheLongest() {
        UUID id = bad(newKey());
        List<OutboxTable.Refusal> refusals = new ArrayList<>();
        List<Double> pauses = new ArrayList<>();
        for (int attempt = 1; attempt <= 5; attempt++) {
            letTheWaitingBeDue();
            refusals.clear();
            outbox.due(1).forEach(row -> refusals.add(new OutboxTable.Refusal(row, new IllegalStateException("no"))));

            outbox.postpone(refusals, Duration.ofHours(1), Duration.ofHours(5));

            pauses.add(jdbc.sql("select extract(epoch from next_attempt_at - now()) / 3600 from outbox where id = ?")
                    .param(id)
                    .query(Double.class)
                    .single());
        }

        assertThat(pauses).map(Math::round).containsExactly(1L, 2L, 4L, 5L, 5L);
    }

    @Test
    void aWholeBatchOfRefusedEventsDoesNotHideTheOneBehind() {
        for (int i = 0; i < 600; i++) {
            bad(newKey());
        }
        String key = newKey();
        UUID good = good(key);

        assertThat(round()).as("a full batch is followed by another").isTrue();
        assertThat(round()).isFalse();

        assertThat(sent(key)).containsExactly(good.toString());
        assertThat(waiting()).hasSize(600);
        assertThat(jdbc.sql("select count(*) from outbox where attempts = 1")
                        .query(Long.class)
                        .single())
                .isEqualTo(600);
    }

    @Test
    void anEventThatIsTooLargeIsKeptWholeAndSentOnceTheLimitIsRaised() {
        // given: a record above the producer's limit, at the head
        String large = newKey();
        String small = newKey();
        String payload = "{\"order_id\":\"" + "o".repeat(2_000_000) + "\",\"shipped_at\":\"2026-01-01T00:00:00Z\"}";
        UUID refused = append(large, OrderShipped.TYPE, payload);
        UUID taken = good(small);

        // when
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            round();
            assertThat(sent(small)).containsExactly(taken.toString());
            letTheWaitingBeDue();
        }

        // then
        DeadLetter letter = new DeadLetterStore(jdbc).find(letter()).orElseThrow();
        assertThat(letter.error()).startsWith("RecordTooLargeException");
        assertThat(letter.payload()).isEqualTo(payload);
        assertThat(letter.key()).isEqualTo(large);
        assertThat(letter.partition()).isNull();
        assertThat(waiting()).isEmpty();

        // when: the limit is raised
        publisher = publisher(kafka(Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4_000_000)));
        assertThat(outbox.takeBack(letter.id())).isTrue();
        assertThat(outbox.takeBack(letter.id())).as("a second time").isFalse();
        round();

        // then
        ProbedRecord record = probe.await(
                Topic.ORDER.topicName(), candidate -> refused.toString().equals(candidate.id()));
        assertThat(record.key()).isEqualTo(large);
        assertThat(record.headers())
                .containsEntry("ce_time", "2026-01-01T00:00:00.123456Z")
                .containsEntry("ce_source", "/sample-service")
                .containsEntry("correlation_id", "c1");
        assertThat(sent(large)).hasSize(1);
        assertThat(waiting()).isEmpty();
        assertThat(parked()).isZero();
    }

    @Test
    void aBrokerThatGoesAwayParksNothing() throws IOException {
        try (FaultProxy proxy = FaultProxy.before("127.0.0.1", closedPort(), 1)) {
            // given: a publisher whose broker has taken an event before it went away
            String address = PlatformServers.newKafkaBehind(proxy).bootstrapServers();
            publisher = publisher(kafka(Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    address,
                    ProducerConfig.LINGER_MS_CONFIG,
                    0,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    500,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    200,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    300)));
            String key = newKey();
            await().ignoreExceptions().untilAsserted(() -> {
                good(newKey());
                round();
                assertThat(waiting()).isEmpty();
            });
            proxy.refuse();
            List<String> ids = List.of(good(key).toString(), good(key).toString());
            UUID bad = bad(newKey());

            // when
            for (int attempt = 0; attempt < 3 * ATTEMPTS; attempt++) {
                assertThatThrownBy(this::round).hasRootCauseInstanceOf(TimeoutException.class);
            }

            // then: only what is at fault itself has been counted
            assertThat(parked()).isZero();
            assertThat(waiting()).hasSize(3);
            assertThat(ids)
                    .allSatisfy(id -> assertThat(attempts(UUID.fromString(id))).isZero());
            assertThat(attempts(bad)).isOne();

            // when
            proxy.heal();

            // then
            await().ignoreExceptions().untilAsserted(() -> {
                round();
                assertThat(waiting()).containsExactly(bad);
            });
            try (KafkaProbe behind = new KafkaProbe(address)) {
                assertThat(behind.readAll(Topic.ORDER.topicName()).stream()
                                .filter(record -> key.equals(record.key()))
                                .map(ProbedRecord::id)
                                .distinct())
                        .containsExactlyElementsOf(ids);
            }
        }
    }

    @Test
    void aBrokerThatWasNeverThereBlocksOnceATopicAndParksNothing() throws IOException {
        for (int i = 0; i < 40; i++) {
            good(newKey());
        }
        AtomicInteger sends = new AtomicInteger();
        OutboxPublisher away = publisher(
                new KafkaTemplate<>(factory(Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "127.0.0.1:" + closedPort(),
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        50))) {
                    @Override
                    public CompletableFuture<SendResult<String, byte[]>> send(ProducerRecord<String, byte[]> record) {
                        sends.incrementAndGet();
                        return super.send(record);
                    }
                });

        for (int attempt = 0; attempt < 2 * ATTEMPTS; attempt++) {
            assertThatThrownBy(() -> away.publishSome(() -> true)).hasRootCauseInstanceOf(TimeoutException.class);
        }

        assertThat(sends).hasValue(2 * ATTEMPTS);
        assertThat(jdbc.sql("select count(*) from outbox where attempts = 0 and next_attempt_at is null")
                        .query(Long.class)
                        .single())
                .isEqualTo(40);
        assertThat(parked()).isZero();
    }

    @Test
    void aProcessThatDiesWhileItParksOrTakesBackLosesAndDoublesNothing() {
        UUID id = bad(newKey());
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            round();
            letTheWaitingBeDue();
        }

        // when: it dies before the transaction that parks is committed
        transactions.executeWithoutResult(status -> {
            round();
            assertThat(parked()).isOne();
            status.setRollbackOnly();
        });

        // then: it is where it was, and parked by the next
        assertThat(parked()).isZero();
        assertThat(waiting()).containsExactly(id);
        round();
        assertThat(parked()).isOne();
        assertThat(waiting()).isEmpty();

        // when: it dies before it has taken the event back
        transactions.executeWithoutResult(status -> {
            assertThat(outbox.takeBack(letter())).isTrue();
            status.setRollbackOnly();
        });

        // then
        assertThat(parked()).isOne();
        assertThat(waiting()).isEmpty();
        assertThat(outbox.takeBack(letter())).isTrue();
        assertThat(waiting()).containsExactly(id);
        assertThat(attempts(id)).as("it begins anew").isZero();
    }

    @Test
    void onlyTheElectedReplicaPublishes() {
        String key = newKey();
        UUID id = good(key);

        transactions.executeWithoutResult(status -> {
            assertThat(outbox.isElected()).isTrue();
            OutboxPublisher other = new OutboxPublisher(
                    outbox,
                    independent(),
                    kafka(Map.of()),
                    properties,
                    new OutboxMetrics(new SimpleMeterRegistry(), jdbc));
            assertThat(other.publishSome(() -> true)).isFalse();
        });

        assertThat(sent(key)).isEmpty();
        round();
        assertThat(sent(key)).containsExactly(id.toString());
    }

    private TransactionTemplate independent() {
        TransactionTemplate independent = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        independent.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        return independent;
    }

    @Test
    void theAgeIsThatOfTheFirstEventAndZeroWithoutOne() {
        assertThat(meters.get("shopkeeper.outbox.oldest.age").timeGauge().value())
                .isZero();

        good(newKey());
        jdbc.sql("update outbox set appended_at = now() - interval '10 minutes'")
                .update();
        good(newKey());

        assertThat(meters.get("shopkeeper.outbox.oldest.age").timeGauge().value(TimeUnit.SECONDS))
                .isBetween(600.0, 660.0);
        assertThat(meters.get("shopkeeper.outbox.depth").gauge().value()).isEqualTo(2);
        round();
        assertThat(meters.get("shopkeeper.outbox.oldest.age").timeGauge().value())
                .isZero();
    }

    @Test
    void theGaugesAreNoNumbersWhileTheDatabaseIsAway() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        JdbcClient away = JdbcClient.create(
                new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + closedPort() + "/x", "x", "x"));
        new OutboxMetrics(registry, away);

        assertThat(registry.get("shopkeeper.outbox.oldest.age").timeGauge().value())
                .isNaN();
        assertThat(registry.get("shopkeeper.outbox.depth").gauge().value()).isNaN();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
