package dev.shopkeeper.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.Topic;
import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.Progress;
import dev.shopkeeper.local.StackHome;
import dev.shopkeeper.local.StackOptions;
import dev.shopkeeper.local.key.DevelopmentKeys;
import dev.shopkeeper.local.postgres.PostgresAdmin;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The servers of a stack through a life with two deaths: a launcher that is killed, a new one that finds its data, a
 * database server that is killed under it, and an end that leaves nothing behind.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalStackIT {
    /** Below the ports that systems give to outgoing connections, any of which could take a server's place while it is down. */
    private static final int PORT_OFFSET =
            4_000 + (int) (ProcessHandle.current().pid() % 300) * 10;

    @TempDir
    private static Path folder;

    private static @Nullable LocalStack running;

    @BeforeAll
    static void liveThroughAKilledLauncher() throws IOException, InterruptedException, SQLException {
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StackUnderTest.class.getName(),
                        folder.toString(),
                        Integer.toString(PORT_OFFSET))
                .redirectErrorStream(true)
                .start();
        BufferedReader output = launcher.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null && !line.equals("ready"); line = output.readLine()) {
            said.append(line).append('\n');
        }
        assertThat(launcher.isAlive()).as("%s", said).isTrue();
        List<ProcessHandle> children = state().processes().stream()
                .map(process -> process.alive().orElseThrow())
                .toList();
        assertThat(children).hasSize(2);
        try (Connection connection = connect(Application.ORDER);
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (id int primary key)");
            statement.execute("insert into kept values (42)");
        }

        launcher.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
        running = LocalStack.start(StackUnderTest.options(folder, PORT_OFFSET), Progress.silent());
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    @Order(1)
    void findsTheDataOfALauncherThatWasKilled() throws SQLException {
        assertThat(query(Application.ORDER, "select id from kept")).isEqualTo("42");
    }

    @Test
    @Order(1)
    void keepsEveryPromiseOfDurability() throws SQLException {
        assertThat(query(Application.ORDER, "show fsync")).isEqualTo("on");
        assertThat(query(Application.ORDER, "show synchronous_commit")).isEqualTo("on");
        assertThat(query(Application.ORDER, "show full_page_writes")).isEqualTo("on");
        assertThat(query(Application.ORDER, "show data_checksums")).isEqualTo("on");
    }

    @Test
    @Order(1)
    void givesEachServiceADatabaseAndKeepsTheOthersOut() throws SQLException {
        for (Application application : Application.values()) {
            if (application.database() != null) {
                assertThat(query(application, "select current_user")).isEqualTo(application.database());
            }
        }
        String password = stack().keys().databasePassword(Application.ORDER);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(stack().jdbcUrl(Application.PRICING), "order", password))
                .withMessageContaining("permission denied");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(stack().jdbcUrl(Application.ORDER), "order", "wrong"))
                .withMessageContaining("password authentication failed");
    }

    @Test
    @Order(1)
    void hasEveryTopicAsTheContractSays() throws Exception {
        try (var admin = dev.shopkeeper.local.kafka.Topics.admin(stack().bootstrapServers())) {
            for (Topic topic : Topic.values()) {
                TopicDescription description = admin.describeTopics(List.of(topic.topicName()))
                        .allTopicNames()
                        .get()
                        .get(topic.topicName());
                assertThat(description).isNotNull();
                assertThat(description.partitions()).as(topic.topicName()).hasSize(topic.partitions());
            }
        }
    }

    @Test
    @Order(1)
    void refusesASecondLauncherInTheSameHome() {
        assertThatExceptionOfType(LocalStackException.class)
                .isThrownBy(() -> LocalStack.start(StackUnderTest.options(folder, 0), Progress.silent()))
                .withMessageContaining("runs already in " + folder)
                .withMessageContaining("process " + ProcessHandle.current().pid());
        assertThatExceptionOfType(LocalStackException.class)
                .isThrownBy(() -> LocalStack.wipe(new StackHome(folder), false));
    }

    @Test
    @Order(2)
    void recoversADatabaseServerThatWasKilled() throws SQLException {
        try (Connection connection = connect(Application.ORDER);
                Statement statement = connection.createStatement()) {
            statement.execute("insert into kept values (43)");
        }
        long killed = stack().pid("postgresql");

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            assertThat(stack().pid("postgresql")).isPositive().isNotEqualTo(killed);
            assertThat(query(Application.ORDER, "select count(*) from kept")).isEqualTo("2");
        });
        assertThat(stack().child("postgresql").restarts()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void canBeGivenServersThatExist() throws SQLException {
        PostgresAdmin admin = stack().postgres();
        String url = admin.url().replace("jdbc:postgresql://", "postgresql://postgres:" + admin.password() + "@");
        StackOptions options = StackUnderTest.options(folder.resolve("second"), 0)
                .withInfrastructure(new StackOptions.Infrastructure(url + "postgres", stack().bootstrapServers()));
        DevelopmentKeys keys;

        try (LocalStack second = LocalStack.start(options, Progress.silent())) {
            keys = second.keys();
            assertThat(second.children()).isEmpty();
            try (Connection connection = DriverManager.getConnection(
                    second.jdbcUrl(Application.PRICING), "pricing", keys.databasePassword(Application.PRICING))) {
                assertThat(connection.isValid(2)).isTrue();
            }
        }
    }

    @Test
    @Order(4)
    void leavesNothingRunning() throws InterruptedException {
        CountDownLatch deaf = new CountDownLatch(1);
        Thread beside = Thread.ofVirtual()
                .start(() -> assertThatExceptionOfType(LocalStackException.class)
                        .isThrownBy(() -> stack().runBeside(
                                        List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done"),
                                        line -> deaf.countDown())));
        assertThat(deaf.await(10, TimeUnit.SECONDS)).isTrue();
        List<ProcessHandle> children = state().processes().stream()
                .map(process -> process.alive().orElseThrow())
                .toList();

        stack().close();

        assertThat(children).hasSize(2).noneMatch(ProcessHandle::isAlive);
        assertThat(beside.join(Duration.ofSeconds(5))).isTrue();
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(state().processes()).allMatch(process -> process.pid() == -1);
    }

    private static LocalStack stack() {
        if (running == null) {
            throw new IllegalStateException("The stack did not start");
        }
        return running;
    }

    private static StackState state() {
        return StackState.read(new StackHome(folder).stateFile()).orElseThrow();
    }

    private static Connection connect(Application application) throws SQLException {
        Map<String, String> keys = DevelopmentKeys.read(new StackHome(folder).keysFile());
        return DriverManager.getConnection(
                state().databaseAddress() + application.database(),
                String.valueOf(application.database()),
                keys.get("DB_PASSWORD_" + application.name()));
    }

    private static String query(Application application, String sql) throws SQLException {
        try (Connection connection = connect(application);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
