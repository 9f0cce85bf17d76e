package dev.shopkeeper.pricing.past;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import dev.shopkeeper.testing.PlatformTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** In transactions that are rolled back. */
@PlatformTest
class PastRetentionIT {

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private List<HousekeepingTask> tasks;

    private void inATransactionThatIsRolledBack(Runnable test) {
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.execute("truncate item_seen_price, item_demand, item_heat, item_availability");
            test.run();
        });
    }

    private int forgotten(String name) {
        return tasks.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .work()
                .getAsInt();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shown prices | item_seen_price | day | current_date - 400",
                "daily demand | item_demand | day | current_date - 400",
                "hourly views | item_heat | hour | date_trunc('hour', now()) - interval '400 days'"
            })
    void countsBackFromTheLatestThatIsKnown(String name, String table, String column, String latest) {
        inATransactionThatIsRolledBack(() -> {
            String currency = column.equals("day") ? ", currency" : "";
            String euro = column.equals("day") ? ", 'EUR'" : "";
            for (int back : new int[] {0, 1090, 1100}) {
                jdbc.update("insert into %s (item_id, %s%s) values ('tea', %s - interval '%d days'%s)"
                        .formatted(table, column, currency, latest, back, euro));
            }
            // a clock that runs ahead is not the latest
            jdbc.update("insert into %s (item_id, %s%s) values ('fast', now() + interval '5000 days'%s)"
                    .formatted(table, column, currency, euro));

            assertThat(forgotten(name)).isOne();
            assertThat(jdbc.queryForObject("select count(*) from " + table + " where item_id = 'tea'", Long.class))
                    .isEqualTo(2);
        });
    }

    @Test
    void keepsTheLastChangeThatStillHolds() {
        inATransactionThatIsRolledBack(() -> {
            for (int back : new int[] {2000, 1500, 1200, 10, 0}) {
                jdbc.update("""
                        insert into item_availability (item_id, location_id, since, available)
                        values ('tea', 'main', now() - make_interval(days => ?), ?)""", back, back % 200 == 0);
            }
            jdbc.update("""
                    insert into item_availability (item_id, location_id, since, available)
                    values ('pan', 'main', now() - interval '3000 days', true)""");

            assertThat(forgotten("changes of availability")).isEqualTo(2);
            assertThat(jdbc.queryForList(
                            "select (extract(epoch from now() - since) / 86400)::int from item_availability"
                                    + " where item_id = 'tea' order by since",
                            Integer.class))
                    .containsExactly(1200, 10, 0);
            assertThat(jdbc.queryForObject("select count(*) from item_availability where item_id = 'pan'", Long.class))
                    .isOne();
        });
    }
}
