package dev.shopkeeper.demo.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.demo.world.City;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.Member;
import dev.shopkeeper.demo.world.SupplyTerms;
import dev.shopkeeper.demo.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The history is in order, consistent with itself, and holds the signals that the services are to learn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryTests {

    private static final Instant UNTIL = Instant.parse("2026-11-01T00:00:00Z");

    private World world;
    private final List<Fact> facts = new ArrayList<>();
    private int mostPending;

    @BeforeAll
    void live() {
        world = World.generate(7, 0.4, UNTIL);
        History history = new History(world);
        while (history.hasNext()) {
            facts.add(history.next());
            mostPending = Math.max(mostPending, history.pending());
        }
    }

    private <T extends Fact> List<T> all(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private Member member(String userId) {
        return world.members().get(Integer.parseInt(userId.substring("member-".length())) - 1);
    }

    private static LocalDate day(Fact fact) {
        return fact.at().atZone(City.TIME_ZONE).toLocalDate();
    }

    @Test
    void amountsAreThoseOfAShopOfThatScale() {
        Map<String, Long> counts = facts.stream()
                .collect(Collectors.groupingBy(fact -> fact.getClass().getSimpleName(), Collectors.counting()));
        assertThat(counts.get("Behaved")).isBetween(60_000L, 120_000L);
        assertThat(counts.get("Ordered")).isBetween(4_000L, 9_000L);
        assertThat(counts.get("Wrote")).isGreaterThan(800L);
        assertThat(counts.get("ReturnAsked")).isGreaterThan(150L);
    }

    @Test
    void factsComeInTheOrderOfTimeAndWithinTheYear() {
        Instant before = world.start();
        for (Fact fact : facts) {
            assertThat(fact.at()).isBetween(before, UNTIL);
            before = fact.at();
        }
    }

    @Test
    void whatIsStillToHappenStaysSmallBesideWhatHasHappened() {
        assertThat(mostPending).isLessThan(facts.size() / 8);
    }

    @Test
    void identifiersAreUnique() {
        Set<String> events = new HashSet<>();
        assertThat(all(Fact.Behaved.class)).allMatch(event -> events.add(event.eventId()));
        Set<String> orders = new HashSet<>();
        assertThat(all(Fact.Ordered.class)).allMatch(order -> orders.add(order.orderId()));
        Set<String> movements = new HashSet<>();
        assertThat(all(Fact.StockMoved.class)).allMatch(movement -> movements.add(movement.movementId()));
    }

    @Nested
    class Orders {

        @Test
        void comeAfterTheCartOfTheSameVisitWhereItIsMeasured() {
            Map<String, Set<String>> carts = new HashMap<>();
            for (Fact.Behaved event : all(Fact.Behaved.class)) {
                String session = event.visitor().sessionId();
                Set<String> cart = carts.computeIfAbsent(session, key -> new HashSet<>());
                if (event.name().equals("add_to_cart")) {
                    event.items().forEach(line -> cart.add(line.item().id()));
                } else if (event.name().equals("purchase")) {
                    assertThat(cart)
                            .containsAll(event.items().stream()
                                    .map(line -> line.item().id())
                                    .toList());
                }
            }
        }

        @Test
        void areCancelledSentBackAndWrittenAboutOnlyAfterTheyWerePlaced() {
            Set<String> placed = new HashSet<>();
            for (Fact fact : facts) {
                switch (fact) {
                    case Fact.Ordered order -> placed.add(order.orderId());
                    case Fact.Cancelled cancelled -> assertThat(placed).contains(cancelled.orderId());
                    case Fact.ReturnAsked asked ->
                        assertThat(placed).contains(asked.order().orderId());
                    case Fact.Delivered delivered ->
                        assertThat(placed).contains(delivered.order().orderId());
                    default -> {}
                }
            }
        }
    }

    @Nested
    class StockOnTheShelf {

        @Test
        void isNeverSoldBelowZero() {
            Map<Item, Integer> onHand = new HashMap<>();
            for (Fact.StockMoved moved : all(Fact.StockMoved.class)) {
                int change = moved.reason().equals("sold") ? -moved.quantity() : moved.quantity();
                assertThat(onHand.merge(moved.item(), change, Integer::sum))
                        .as("stock of %s after %s", moved.item().id(), moved.movementId())
                        .isNotNegative();
            }
        }

        @Test
        void arrivesOnTheTermsOfItsSupplier() {
            Map<String, List<Double>> paces = new TreeMap<>();
            for (Fact.StockMoved moved : all(Fact.StockMoved.class)) {
                Fact.Purchase purchase = moved.purchase();
                if (purchase == null) {
                    continue;
                }
                SupplyTerms terms = SupplyTerms.of(moved.item());
                assertThat(purchase.supplierId()).isEqualTo(terms.supplierId());
                assertThat(purchase.unitCost()).isEqualTo(terms.unitCost());
                assertThat(moved.quantity()).isGreaterThanOrEqualTo(terms.minimumOrderQuantity());
                if (moved.at().isAfter(world.start())) {
                    double days =
                            Duration.between(purchase.orderedAt(), moved.at()).toMinutes() / 1440.0;
                    paces.computeIfAbsent(terms.supplierId(), key -> new ArrayList<>())
                            .add(days / terms.leadTimeDays());
                }
            }
            assertThat(paces).hasSizeGreaterThan(8);
            paces.forEach((supplier, ratios) -> assertThat(median(ratios))
                    .as("lead times of %s against its terms", supplier)
                    .isCloseTo(1, within(0.15)));
        }

        private double median(List<Double> values) {
            return values.stream().sorted().toList().get(values.size() / 2);
        }

        @Test
        void spoilsWhereItIsFoodAlone() {
            for (Item item : world.catalogue().items()) {
                SupplyTerms terms = SupplyTerms.of(item);
                assertThat(terms.shelfLifeDays() != null)
                        .as(item.id())
                        .isEqualTo(item.category().department().en().equals("Food"));
                assertThat(terms.minimumOrderQuantity() % terms.casePack()).isZero();
            }
        }

        @Test
        void runsOutForSomeItemsAndThenNothingIsSold() {
            Map<Item, Integer> onHand = new HashMap<>();
            long lookedWhileOut = 0;
            long cartedWhileOut = 0;
            for (Fact fact : facts) {
                if (fact instanceof Fact.StockMoved moved) {
                    int change = moved.reason().equals("sold") ? -moved.quantity() : moved.quantity();
                    onHand.merge(moved.item(), change, Integer::sum);
                } else if (fact instanceof Fact.Behaved event
                        && event.items().size() == 1
                        && onHand.getOrDefault(event.items().getFirst().item(), 0) == 0) {
                    lookedWhileOut += event.name().equals("view_item") ? 1 : 0;
                    cartedWhileOut += event.name().equals("add_to_cart") ? 1 : 0;
                }
            }
            assertThat(lookedWhileOut).isGreaterThan(500);
            // A few put the last unit into the cart a moment before it was sold to somebody else.
            assertThat(cartedWhileOut).isLessThan(lookedWhileOut / 20);
        }
    }

    @Test
    void mostReturnsAreDecidedAndCompletedInThatOrder() {
        Map<String, Instant> asked = new HashMap<>();
        Map<String, Fact.ReturnDecided> decided = new HashMap<>();
        int completed = 0;
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.ReturnAsked request -> asked.put(request.returnId(), request.at());
                case Fact.ReturnDecided decision -> {
                    assertThat(asked.get(decision.returnId())).isBefore(decision.at());
                    assertThat(decided.put(decision.returnId(), decision)).isNull();
                }
                case Fact.ReturnCompleted completion -> {
                    assertThat(decided.get(completion.returnId()))
                            .isNotNull()
                            .matches(Fact.ReturnDecided::approved)
                            .matches(decision -> decision.at().isBefore(completion.at()));
                    completed++;
                }
                default -> {
                    // speaks of no return
                }
            }
        }
        assertThat(decided.size()).isGreaterThan(asked.size() * 9 / 10);
        assertThat(completed).isGreaterThan(asked.size() * 7 / 10).isLessThan(decided.size());
    }

    @Nested
    class Signals {

        /**
         * The last item that each signed-in person looks at, guessed from what they looked at before: items seen by the
         * same people against the items that most people saw, by how often the ten best guesses have it.
         */
        @Test
        void whatOthersLookedAtTogetherTellsMoreThanWhatIsPopular() {
            Map<String, List<Item>> looks = new TreeMap<>();
            for (Fact.Behaved event : all(Fact.Behaved.class)) {
                if (event.name().equals("view_item") && event.visitor().userId() != null) {
                    looks.computeIfAbsent(event.visitor().userId(), user -> new ArrayList<>())
                            .add(event.items().getFirst().item());
                }
            }
            looks.values().removeIf(items -> items.size() < 6);
            int items = world.catalogue().items().size();
            double[] popular = new double[items];
            double[][] together = new double[items][items];
            looks.values().forEach(seen -> {
                Set<Item> before = new HashSet<>(seen.subList(0, seen.size() - 1));
                for (Item one : before) {
                    popular[one.index()]++;
                    before.forEach(other -> together[one.index()][other.index()]++);
                }
            });
            double byPopularity = 0;
            double byNeighbours = 0;
            int asked = 0;
            for (List<Item> seen : looks.values()) {
                Item last = seen.getLast();
                Set<Item> before = new HashSet<>(seen.subList(0, seen.size() - 1));
                if (before.contains(last)) {
                    continue;
                }
                double[] scores = new double[items];
                for (Item one : before) {
                    for (int other = 0; other < items; other++) {
                        scores[other] += together[one.index()][other]
                                / Math.sqrt((1 + popular[one.index()]) * (1 + popular[other]));
                    }
                }
                byPopularity += among(10, popular, last, before) ? 1 : 0;
                byNeighbours += among(10, scores, last, before) ? 1 : 0;
                asked++;
            }
            assertThat(asked).isGreaterThan(500);
            assertThat(byNeighbours / asked)
                    .as(
                            "share of last looks among ten neighbours' items, against %.3f by popularity",
                            byPopularity / asked)
                    .isGreaterThan(2.5 * byPopularity / asked);
        }

        private static boolean among(int length, double[] scores, Item wanted, Set<Item> left) {
            Set<Integer> out = left.stream().map(Item::index).collect(Collectors.toSet());
            int better = 0;
            for (int item = 0; item < scores.length; item++) {
                better += !out.contains(item) && scores[item] > scores[wanted.index()] ? 1 : 0;
            }
            return better < length && scores[wanted.index()] > 0;
        }

        @Test
        void membersDifferInRecencyFrequencyAndWorth() {
            Map<String, List<Fact.Ordered>> orders = all(Fact.Ordered.class).stream()
                    .filter(order -> order.userId() != null)
                    .collect(Collectors.groupingBy(order -> String.valueOf(order.userId())));
            List<Double> days = new ArrayList<>();
            List<Double> counts = new ArrayList<>();
            List<Double> worths = new ArrayList<>();
            orders.values().forEach(own -> {
                days.add(Duration.between(own.getLast().at(), UNTIL).toHours() / 24.0);
                counts.add((double) own.size());
                worths.add(own.stream()
                        .mapToDouble(order -> order.total().doubleValue())
                        .sum());
            });
            assertThat(at(days, 0.9)).isGreaterThan(5 * at(days, 0.1));
            assertThat(at(counts, 0.95)).isGreaterThan(3 * at(counts, 0.5));
            assertThat(share(worths)).isGreaterThan(0.5);
        }

        private static double at(List<Double> values, double share) {
            values.sort(null);
            return values.get((int) (share * (values.size() - 1)));
        }

        /** What the best fifth has of all. */
        private static double share(List<Double> values) {
            values.sort(null);
            double best = values.stream()
                    .skip(values.size() * 4L / 5)
                    .mapToDouble(Double::doubleValue)
                    .sum();
            return best / values.stream().mapToDouble(Double::doubleValue).sum();
        }

        /** Who is loyal buys the same consumable again; who is not, seldom does. */
        @Test
        void theLoyalBuyTheSameAgain() {
            assertThat(again(0.7, 1)).isGreaterThan(1.3 * again(0, 0.4));
        }

        /** The share of consumables bought more than half a year before the end that the same member bought again. */
        private double again(double least, double most) {
            Map<String, Integer> times = new HashMap<>();
            for (Fact.Ordered order : all(Fact.Ordered.class)) {
                String user = order.userId();
                if (user == null
                        || member(user).loyalty() < least
                        || member(user).loyalty() > most) {
                    continue;
                }
                boolean early = order.at().isBefore(UNTIL.minus(Duration.ofDays(180)));
                for (Fact.Line line : order.lines()) {
                    String key = user + " " + line.item().id();
                    if (line.item().category().consumable() && (early || times.containsKey(key))) {
                        times.merge(key, 1, Integer::sum);
                    }
                }
            }
            return times.values().stream().filter(count -> count > 1).count() / (double) times.size();
        }

        @Test
        void peopleBuyMostlyInTheCategoriesTheyLike() {
            double best = 0;
            double all = 0;
            for (Fact.Ordered order : all(Fact.Ordered.class)) {
                if (order.userId() == null) {
                    continue;
                }
                double[] taste = member(order.userId()).categoryTaste();
                int favourite = 0;
                for (int c = 1; c < taste.length; c++) {
                    favourite = taste[c] > taste[favourite] ? c : favourite;
                }
                for (Fact.Line line : order.lines()) {
                    best += line.item()
                                    .category()
                                    .equals(world.catalogue().categories().get(favourite))
                            ? 1
                            : 0;
                    all++;
                }
            }
            assertThat(best / all)
                    .as("share of lines in the favourite of %d", 18)
                    .isGreaterThan(0.33);
        }

        @Test
        void aLowerPriceSellsMoreAndMostToTheSensitive() {
            assertThat(slope(0, 99)).as("everybody").isLessThan(-0.3);
            assertThat(slope(1.3, 99)).as("sensitive").isLessThan(slope(0, 0.7) - 0.5);
        }

        /** Change of the logarithm of the share of shown items that are taken, per logarithm of price against the list. */
        private double slope(double least, double most) {
            double[] shown = new double[2];
            double[] taken = new double[2];
            double logPrice = 0;
            for (Fact.Behaved event : all(Fact.Behaved.class)) {
                boolean list = event.name().equals("view_item_list");
                if (!(list || event.name().equals("add_to_cart"))
                        || event.visitor().userId() == null) {
                    continue;
                }
                double sensitivity = member(event.visitor().userId()).priceSensitivity();
                if (sensitivity < least || sensitivity > most) {
                    continue;
                }
                for (Fact.Shown line : event.items()) {
                    double ratio =
                            line.price().doubleValue() / line.item().listPrice().doubleValue();
                    int group = ratio > 0.999 ? 0 : ratio < 0.85 ? 1 : -1;
                    if (group >= 0) {
                        (list ? shown : taken)[group]++;
                        logPrice += list && group == 1 ? Math.log(ratio) : 0;
                    }
                }
            }
            return (Math.log(taken[1] / shown[1]) - Math.log(taken[0] / shown[0])) / (logPrice / shown[1]);
        }

        @Test
        void whatIsUsedUpIsBoughtAgainAtAboutItsRate() {
            Map<String, Fact.Ordered> last = new HashMap<>();
            List<Double> ratios = new ArrayList<>();
            for (Fact.Ordered order : all(Fact.Ordered.class)) {
                for (Fact.Line line : order.lines()) {
                    if (order.userId() == null || !line.item().category().consumable()) {
                        continue;
                    }
                    Fact.Ordered before = last.put(order.userId() + line.item().id(), order);
                    if (before != null) {
                        int quantity = before.lines().stream()
                                .filter(earlier -> earlier.item() == line.item())
                                .mapToInt(Fact.Line::quantity)
                                .sum();
                        double days = Duration.between(before.at(), order.at()).toHours() / 24.0;
                        ratios.add(days / (quantity * line.item().category().consumptionDays()));
                    }
                }
            }
            ratios.sort(null);
            assertThat(ratios).hasSizeGreaterThan(500);
            assertThat(ratios.get(ratios.size() / 2)).isCloseTo(1.0, within(0.15));
            assertThat(ratios.get(ratios.size() * 3 / 4) - ratios.get(ratios.size() / 4))
                    .isLessThan(0.5);
        }

        @Test
        void coatsAreBoughtInWinter() {
            Map<Integer, Long> byMonth = all(Fact.Ordered.class).stream()
                    .filter(order -> order.lines().stream()
                            .anyMatch(line -> line.item().category().id().equals("outerwear")))
                    .collect(Collectors.groupingBy(order -> day(order).getMonthValue(), Collectors.counting()));
            long winter = byMonth.getOrDefault(12, 0L) + byMonth.getOrDefault(1, 0L) + byMonth.getOrDefault(11, 0L);
            long summer = byMonth.getOrDefault(6, 0L) + byMonth.getOrDefault(7, 0L) + byMonth.getOrDefault(8, 0L);
            assertThat(winter).isGreaterThan(2 * summer);
        }

        @Test
        void clothesComeBackAndFoodDoesNot() {
            assertThat(returnRate("dresses")).isGreaterThan(0.1);
            assertThat(returnRate("snacks")).isLessThan(0.02);
        }

        private double returnRate(String category) {
            double bought = 0;
            for (Fact.Ordered order : all(Fact.Ordered.class)) {
                bought += order.lines().stream()
                        .filter(line -> line.item().category().id().equals(category))
                        .count();
            }
            double back = 0;
            for (Fact.ReturnAsked asked : all(Fact.ReturnAsked.class)) {
                back += asked.lines().stream()
                        .filter(line -> line.item().category().id().equals(category))
                        .count();
            }
            return back / bought;
        }

        @Test
        void campaignsDrawACrowd() {
            Map<LocalDate, Long> visits = all(Fact.Behaved.class).stream()
                    .filter(event -> event.name().equals("view_item_list"))
                    .collect(Collectors.groupingBy(HistoryTests::day, Collectors.counting()));
            double november = visits.getOrDefault(LocalDate.of(2025, 11, 9), 0L)
                    + visits.getOrDefault(LocalDate.of(2025, 11, 8), 0L);
            double october = visits.getOrDefault(LocalDate.of(2026, 10, 10), 0L)
                    + visits.getOrDefault(LocalDate.of(2026, 10, 11), 0L);
            assertThat(november).isGreaterThan(1.4 * october);
        }
    }
}
