package dev.shopkeeper.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.benchmarks.serving.PlantedShop.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlantedShopTests {

    private static final Instant UNTIL = Instant.parse("2026-11-30T12:00:00Z");

    private final PlantedShop shop = new PlantedShop(7, 1_000, 500, UNTIL);

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(new PlantedShop(7, 1_000, 500, UNTIL).events()).isEqualTo(shop.events());
        assertThat(new PlantedShop(7, 1_000, 500, UNTIL).items()).isEqualTo(shop.items());
        assertThat(new PlantedShop(8, 1_000, 500, UNTIL).events()).isNotEqualTo(shop.events());
    }

    @Test
    void hasEveryKindAsOneCategoryWithBrandsOfItsOwn() {
        Map<String, Set<Integer>> kindsOfBrands = new HashMap<>();
        for (int item = 0; item < shop.items().size(); item++) {
            PlantedShop.Item one = shop.items().get(item);
            assertThat(one.category()).isEqualTo("kind-" + shop.kind(item));
            assertThat(one.price()).isBetween(500L, 100_000L);
            kindsOfBrands.computeIfAbsent(one.brand(), brand -> new HashSet<>()).add(shop.kind(item));
        }
        assertThat(kindsOfBrands.values()).allMatch(kinds -> kinds.size() == 1);
        assertThat(kindsOfBrands).hasSizeGreaterThan(100);
    }

    @Test
    void leadsThroughAllItemsOfAKindByTheirSuccessors() {
        for (int kind = 0; kind < 40; kind++) {
            Set<Integer> met = new HashSet<>();
            int item = kind;
            while (met.add(item)) {
                assertThat(shop.kind(item)).isEqualTo(kind);
                item = shop.successor(item);
            }
            assertThat(item).isEqualTo(kind);
            assertThat(met).hasSize(25);
        }
    }

    @Test
    void letsVisitorsFollowSuccessorsAndKeepToTwoKinds() {
        // given
        Map<String, List<Integer>> views = new HashMap<>();
        shop.events().stream()
                .filter(event -> event.name().equals("view_item"))
                .forEach(event -> views.merge(
                        event.user(),
                        event.items(),
                        (one, more) -> IntStream.concat(
                                        one.stream().mapToInt(Integer::intValue),
                                        more.stream().mapToInt(Integer::intValue))
                                .boxed()
                                .toList()));

        // when
        int steps = 0;
        int followed = 0;
        int favourite = 0;
        for (List<Integer> seen : views.values()) {
            Map<Integer, Integer> kinds = new HashMap<>();
            seen.forEach(item -> kinds.merge(shop.kind(item), 1, Integer::sum));
            favourite += kinds.values().stream()
                    .sorted(Comparator.reverseOrder())
                    .limit(2)
                    .mapToInt(Integer::intValue)
                    .sum();
            for (int step = 1; step < seen.size(); step++) {
                steps++;
                followed += seen.get(step) == shop.successor(seen.get(step - 1)) ? 1 : 0;
            }
        }

        // then
        assertThat((double) followed / steps).isCloseTo(PlantedShop.FOLLOWS, within(0.05));
        assertThat((double) favourite / (steps + views.size())).isGreaterThan(0.9);
    }

    @Test
    void tellsWhatWasDoneInTheOrderOfTimeUnderDifferentIds() {
        List<Event> events = shop.events();

        assertThat(events).isSortedAccordingTo(Comparator.comparing(Event::at));
        assertThat(events.getFirst().at()).isAfter(UNTIL.minus(PlantedShop.HISTORY));
        assertThat(events.getLast().at()).isBefore(UNTIL);
        assertThat(events.stream().map(Event::id)).doesNotHaveDuplicates();
        assertThat(events.stream().map(Event::name)).contains("view_item", "add_to_cart", "purchase");
        assertThat(shop.rows())
                .isEqualTo(
                        events.stream().mapToInt(event -> event.items().size()).sum());
    }

    @Test
    void letsNobodyBuyWhatWasNotPutIntoTheCartInTheSameVisit() {
        Map<String, Set<Integer>> carts = new HashMap<>();
        for (Event event : shop.events()) {
            if (event.name().equals("add_to_cart")) {
                carts.computeIfAbsent(event.session(), session -> new HashSet<>())
                        .addAll(event.items());
            } else if (event.name().equals("purchase")) {
                assertThat(carts.getOrDefault(event.session(), Set.of())).containsAll(event.items());
                assertThat(event.items()).doesNotHaveDuplicates();
                assertThat(event.transaction()).isNotBlank();
            }
        }
    }

    @Test
    void asksForAllVisitorsInTurn() {
        assertThat(IntStream.range(0, 500).mapToObj(shop::userOf)).doesNotHaveDuplicates();
        assertThat(shop.events().stream().map(Event::user).distinct())
                .containsAll(IntStream.range(0, 500).mapToObj(shop::userOf).toList());
    }

    @Test
    void refusesAShopThatIsTooSmall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlantedShop(1, 10, 5, UNTIL))
                .withMessageContaining("10 items");
    }
}
