package dev.shopkeeper.demo.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.demo.world.World;
import dev.shopkeeper.demo.world.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whenever a history ends, there is about a day's work for those who plan tours. */
class OpenDeliveriesTests {

    private static final int DAYS = 3;

    @ParameterizedTest
    @CsvSource({
        "1, 2026-11-01T00:00:00Z",
        "1, 2026-11-03T05:00:00Z",
        "1, 2026-11-05T11:00:00Z",
        "1, 2026-11-08T17:00:00Z",
        "0.5, 2026-11-01T00:00:00Z",
        "0.5, 2026-11-02T02:00:00Z",
        "0.5, 2026-11-04T08:00:00Z",
        "0.5, 2026-11-07T13:00:00Z",
        "0.5, 2026-11-10T21:00:00Z"
    })
    void aboutADaysOrdersAreOpenAtTheEnd(double scale, Instant until) {
        World world = World.generate(20261101, scale, until);
        Map<String, Fact.Promised> open = new TreeMap<>();
        int recent = 0;
        History history = new History(world);
        while (history.hasNext()) {
            switch (history.next()) {
                case Fact.Ordered order -> recent += order.at().isAfter(until.minus(Duration.ofDays(DAYS))) ? 1 : 0;
                case Fact.Promised promise -> open.put(promise.deliveryId(), promise);
                case Fact.Delivered delivered -> open.remove(delivered.promise().deliveryId());
                case Fact.Cancelled cancelled -> open.remove(cancelled.orderId());
                default -> {
                    // is not about deliveries
                }
            }
        }

        double daysOrders = (double) recent / DAYS;
        assertThat(open.size() / daysOrders)
                .as("days' orders that are open, at %.1f a day", daysOrders)
                .isBetween(0.5, 2.5);
        assertThat(open.values()).allSatisfy(promise -> {
            Zone zone = promise.order().zone();
            assertThat(world.city().zones()).contains(zone);
            assertThat(promise.order().place()[0]).isBetween(zone.latitude() - 0.02, zone.latitude() + 0.02);
            assertThat(promise.order().place()[1]).isBetween(zone.longitude() - 0.02, zone.longitude() + 0.02);
            assertThat(promise.weightGrams())
                    .isPositive()
                    .isLessThan(world.fleet().vans().getFirst().capacityGrams());
        });
        assertThat(open.values().stream().filter(promise -> promise.latest().isAfter(until)))
                .hasSizeGreaterThan(open.size() * 3 / 4);
    }
}
