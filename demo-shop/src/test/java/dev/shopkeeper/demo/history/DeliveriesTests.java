package dev.shopkeeper.demo.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.demo.world.City;
import dev.shopkeeper.demo.world.Van;
import dev.shopkeeper.demo.world.World;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What customers are promised, and how it is driven to them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveriesTests {

    private World world;
    private final List<Fact> facts = new ArrayList<>();

    @BeforeAll
    void live() {
        world = World.generate(7, 0.4, Instant.parse("2026-11-01T00:00:00Z"));
        new History(world).forEachRemaining(facts::add);
    }

    private <T extends Fact> List<T> all(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static ZonedDateTime local(Instant at) {
        return at.atZone(City.TIME_ZONE);
    }

    @Test
    void everyOrderIsPromisedAWindowSecondsLater() {
        Map<String, Fact.Ordered> waiting = new HashMap<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.Ordered order) {
                waiting.put(order.orderId(), order);
            } else if (fact instanceof Fact.Promised promise
                    && promise.deliveryId().equals(promise.order().orderId())) {
                assertThat(waiting.remove(promise.deliveryId())).isSameAs(promise.order());
                assertThat(promise.requestedAt()).isEqualTo(promise.order().at());
                assertThat(Duration.between(promise.requestedAt(), promise.at()))
                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
                assertThat(Duration.between(promise.requestedAt(), promise.earliest()))
                        .isBetween(Duration.ofHours(12), Duration.ofHours(29 + 3 + 24));
            }
        }
        assertThat(waiting).hasSizeLessThan(2);
    }

    @Test
    void windowsAreOfTwoHoursBetweenEightAndTwenty() {
        Map<Integer, Integer> begins = new TreeMap<>();
        for (Fact.Promised promise : all(Fact.Promised.class)) {
            assertThat(Duration.between(promise.earliest(), promise.latest())).isEqualTo(Duration.ofHours(2));
            LocalTime from = local(promise.earliest()).toLocalTime();
            assertThat(from).isEqualTo(LocalTime.of(from.getHour(), 0));
            begins.merge(from.getHour(), 1, Integer::sum);
        }
        assertThat(begins).containsOnlyKeys(8, 10, 12, 14, 16, 18);
        assertThat(begins.values())
                .allMatch(count -> count > all(Fact.Promised.class).size() / 10);
    }

    @Test
    void whatFailedIsPromisedOnceMoreForALaterWindow() {
        Map<String, Fact.Delivered> failed = new HashMap<>();
        int again = 0;
        for (Fact fact : facts) {
            if (fact instanceof Fact.Delivered delivered && !delivered.success()) {
                failed.put(delivered.promise().deliveryId() + "-2", delivered);
            } else if (fact instanceof Fact.Promised promise
                    && !promise.deliveryId().equals(promise.order().orderId())) {
                Fact.Delivered first = failed.remove(promise.deliveryId());
                assertThat(first).as(promise.deliveryId()).isNotNull();
                assertThat(promise.order()).isSameAs(first.order());
                assertThat(promise.requestedAt()).isEqualTo(promise.at()).isAfter(first.at());
                assertThat(promise.earliest()).isAfter(promise.requestedAt());
                assertThat(promise.weightGrams()).isEqualTo(first.promise().weightGrams());
                again++;
            }
        }
        assertThat(again).isGreaterThan(50);
        assertThat(failed).hasSizeLessThan(3);
    }

    @Test
    void everyDriveWasPromisedBeforeAndIsToldOnceAndNotForWhatWasCancelled() {
        Set<Fact.Promised> promises = new HashSet<>();
        Set<String> cancelled =
                all(Fact.Cancelled.class).stream().map(Fact.Cancelled::orderId).collect(Collectors.toSet());
        for (Fact fact : facts) {
            if (fact instanceof Fact.Promised promise) {
                promises.add(promise);
            } else if (fact instanceof Fact.Delivered delivered) {
                assertThat(promises.remove(delivered.promise()))
                        .as(delivered.promise().deliveryId())
                        .isTrue();
                assertThat(cancelled).doesNotContain(delivered.order().orderId());
            }
        }
        assertThat(cancelled).isNotEmpty();
    }

    @Test
    void vansSetOutInTheirShiftsAndNotBeforeTheWindow() {
        Map<String, Van> vans = world.fleet().vans().stream().collect(Collectors.toMap(Van::id, van -> van));
        Set<String> driven = new HashSet<>();
        int late = 0;
        for (Fact.Delivered delivered : all(Fact.Delivered.class)) {
            Van van = vans.get(delivered.vehicleId());
            assertThat(van).as(delivered.vehicleId()).isNotNull();
            LocalTime departed = local(delivered.departedAt()).toLocalTime();
            assertThat(departed).isBetween(van.shiftFrom(), van.shiftTo());
            assertThat(delivered.departedAt())
                    .isAfterOrEqualTo(delivered.promise().earliest());
            assertThat(local(delivered.departedAt()).toLocalDate())
                    .isEqualTo(local(delivered.promise().earliest()).toLocalDate());
            assertThat(delivered.at())
                    .isEqualTo(delivered.arrivedAt().plusSeconds(delivered.serviceSeconds()))
                    .isAfter(delivered.arrivedAt());
            driven.add(van.id());
            late += delivered.arrivedAt().isAfter(delivered.promise().latest()) ? 1 : 0;
        }
        assertThat(driven).isEqualTo(vans.keySet());
        assertThat((double) late / all(Fact.Delivered.class).size()).isBetween(0.08, 0.3);
    }

    /** The legs as they are told, against what the city's speeds make of them. */
    @Test
    void legsTakeWhatTheStreetsAndTheTrafficAtTheirEndsSay() {
        City city = world.city();
        List<Double> ratios = new ArrayList<>();
        int fromDepot = 0;
        int sameZone = 0;
        for (Fact.Delivered delivered : all(Fact.Delivered.class)) {
            ZonedDateTime departed = local(delivered.departedAt());
            boolean weekend =
                    departed.getDayOfWeek() == DayOfWeek.SATURDAY || departed.getDayOfWeek() == DayOfWeek.SUNDAY;
            double hour = departed.getHour() + departed.getMinute() / 60.0 + departed.getSecond() / 3600.0;
            double there = city.speed(delivered.order().zone(), hour, weekend);
            double here = city.speed(delivered.fromZone(), hour, weekend);
            double metres =
                    city.metresBetween(delivered.from(), delivered.order().place());
            double expected = 45 + metres / (0.8 * (here + there) / 2);
            ratios.add(Math.log((delivered.travelSeconds() + 0.5) / expected));
            if (List.of(delivered.from()[0], delivered.from()[1]).equals(List.of(30.59, 121.05))) {
                fromDepot++;
                assertThat(delivered.fromZone()).isEqualTo(city.depotZone());
            } else if (delivered.fromZone().equals(delivered.order().zone())) {
                sameZone++;
            }
        }
        double mean = ratios.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double variance = ratios.stream()
                .mapToDouble(ratio -> (ratio - mean) * (ratio - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.01));
        assertThat(Math.sqrt(variance)).isCloseTo(0.18, within(0.01));
        assertThat((double) fromDepot / ratios.size()).isCloseTo(0.15, within(0.02));
        assertThat((double) sameZone / ratios.size()).isBetween(0.42, 0.52);
    }

    @Test
    void theFleetIsEnoughForTheGoodsOfEveryDayAndForTheHoursOfAnOrdinaryOne() {
        Map<LocalDate, Long> grams = new TreeMap<>();
        Map<LocalDate, Long> seconds = new TreeMap<>();
        for (Fact.Delivered delivered : all(Fact.Delivered.class)) {
            LocalDate day = local(delivered.promise().earliest()).toLocalDate();
            grams.merge(day, (long) delivered.promise().weightGrams(), Long::sum);
            seconds.merge(day, (long) delivered.travelSeconds() + delivered.serviceSeconds(), Long::sum);
        }
        long capacity =
                world.fleet().vans().stream().mapToLong(Van::capacityGrams).sum();
        long shifts = world.fleet().vans().stream()
                .mapToLong(
                        van -> Duration.between(van.shiftFrom(), van.shiftTo()).toSeconds() - 60L * van.breakMinutes())
                .sum();
        assertThat(grams.values()).allMatch(carried -> carried < capacity / 2);
        List<Long> sorted = seconds.values().stream().sorted().toList();
        assertThat(sorted.get(sorted.size() / 2)).isLessThan(shifts / 2);
        assertThat(sorted.getLast()).isLessThan(shifts);
    }
}
