package dev.shopkeeper.readmodel;

import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.infrastructure.PlatformServers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of the test's own, with the tables as services have them. */
final class ReadModelDatabase {

    private static final String TABLES = """
            create table item_stock (
                item_id     text collate "C" not null,
                location_id text collate "C" not null,
                available   bigint      not null,
                occurred_at timestamptz not null,
                version     bigint,
                primary key (item_id, location_id)
            );
            create table item_price (
                item_id         text collate "C" primary key,
                amount          numeric(24, 4) not null check (amount >= 0),
                currency        text        not null,
                effective_from  timestamptz not null,
                effective_until timestamptz
            );
            create table member_tier (
                user_id    text collate "C" primary key,
                tier       text        not null,
                benefits   text[]      not null,
                updated_at timestamptz not null
            );
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    ReadModelDatabase() {
        Database database = PlatformServers.postgres().newDatabase("readmodel");
        DriverManagerDataSource dataSource =
                new DriverManagerDataSource(database.url(), database.user(), database.password());
        jdbc = new JdbcTemplate(dataSource);
        transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        jdbc.execute(TABLES);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    /** Adds a column to a table as only some services have it. */
    ReadModelDatabase with(String table, String column) {
        jdbc.execute("alter table " + table + " add column " + column);
        return this;
    }

    void inTransaction(Runnable work) {
        transactions.executeWithoutResult(status -> work.run());
    }

    /** Runs all at the same time, each in a transaction; fails if one of them does. */
    void inTransactions(List<Runnable> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            work.forEach(each -> running.add(threads.submit(() -> inTransaction(each))));
            for (Future<?> each : running) {
                each.get();
            }
        }
    }
}
