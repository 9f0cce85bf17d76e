package dev.shopkeeper.recommendation.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentIndexTests {

    /** Two billionths for each term: sums of doubles may be taken in another order. */
    private static final long ROUNDING = 40;

    private static ItemContent item(String id, String title, String category) {
        return new ItemContent(id, Map.of("en", title), List.of(category), null, null, null);
    }

    private static List<String> near(ContentIndex index, String id) {
        return index.near(id, 10, any -> true).stream()
                .map(ContentNeighbour::itemId)
                .toList();
    }

    @Test
    void findsNeighboursOfAnItemAsSoonAsItIsTold() {
        ContentIndex index = new ContentIndex(ContentOptions.DEFAULT);
        index.put(item("shoe", "Red running shoe", "shoes"));
        index.put(item("tea", "Green tea", "drinks"));
        index.settle();

        index.put(item("boot", "Red winter boot", "shoes"));

        assertThat(near(index, "boot")).containsExactly("shoe");
        assertThat(near(index, "shoe")).containsExactly("boot");
    }

    @Test
    void saysWhatTheyHaveInCommonInTermsThatAddUpToTheCosine() {
        ContentIndex index = new ContentIndex(ContentOptions.DEFAULT);
        index.put(item("one", "Red shoe", "shoes"));
        index.put(item("two", "Red boot", "shoes"));

        // Nothing was settled: each term weighs 1, and two of three are shared.
        assertThat(index.near("one", 1, any -> true))
                .containsExactly(new ContentNeighbour(
                        "two",
                        666_666_666,
                        List.of(
                                new ContentNeighbour.Shared(
                                        new ContentTerm(ContentTerm.Kind.CATEGORY, "shoes"), 333_333_333),
                                new ContentNeighbour.Shared(
                                        new ContentTerm(ContentTerm.Kind.WORD, "red"), 333_333_333))));
    }

    @Test
    void followsWhatIsSaidOfAnItemNowAndForgetsOneThatIsGone() {
        ContentIndex index = new ContentIndex(ContentOptions.DEFAULT);
        index.put(item("shoe", "Red shoe", "shoes"));
        index.put(item("boot", "Red boot", "shoes"));
        index.put(item("tea", "Green tea", "drinks"));

        index.put(item("boot", "Green boot", "boots"));
        assertThat(near(index, "boot")).containsExactly("tea");
        assertThat(near(index, "shoe")).isEmpty();

        index.remove("tea");
        index.remove("tea");
        index.settle();
        assertThat(near(index, "boot")).isEmpty();
        assertThat(near(index, "tea")).isEmpty();
        assertThat(index.size()).isEqualTo(new ContentIndex.Size(2, 6));
    }

    @Test
    void namesOnlyWhatIsEligibleAndEqualOnesByTheirIds() {
        ContentIndex index = new ContentIndex(ContentOptions.DEFAULT);
        for (String id : List.of("d", "a", "c", "b")) {
            index.put(item(id, "Green tea", "drinks"));
        }

        assertThat(near(index, "d")).containsExactly("a", "b", "c");
        assertThat(index.near("d", 1, id -> !id.equals("a")))
                .extracting(ContentNeighbour::itemId)
                .containsExactly("b");
        assertThat(index.near("d", 0, any -> true)).isEmpty();
        assertThat(index.near("unknown", 5, any -> true)).isEmpty();
    }

    @Test
    void hasNoNeighboursForAnItemOfWhichNothingIsSaid() {
        ContentIndex index = new ContentIndex(ContentOptions.DEFAULT);
        index.put(new ItemContent("a", Map.of(), List.of(), null, null, null));
        index.put(new ItemContent("b", Map.of(), List.of(), null, null, null));
        index.settle();

        assertThat(near(index, "a")).isEmpty();
    }

    @Test
    void letsACommonTermCountButFindNobody() {
        ContentIndex index = new ContentIndex(new ContentOptions(1, 1, 1, 1, 2, 0));
        index.put(item("shoe", "Red shoe", "wear"));
        index.put(item("boot", "Red boot", "wear"));
        index.put(item("hat", "Blue hat", "wear"));
        index.settle();

        assertThat(near(index, "hat")).isEmpty();
        assertThat(index.near("shoe", 5, any -> true))
                .singleElement()
                .satisfies(boot -> assertThat(boot.shared())
                        .extracting(ContentNeighbour.Shared::term)
                        .containsExactly(
                                new ContentTerm(ContentTerm.Kind.WORD, "red"),
                                new ContentTerm(ContentTerm.Kind.CATEGORY, "wear")));
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 1000", "3, 3", "4, 6", "5, 10", "6, 1", "7, 15", "8, 5"})
    void findsWhatComparingWithEveryItemFinds(long seed, int commonItems) {
        Random random = new Random(seed);
        ContentOptions options = new ContentOptions(1, 1.5, 0.5, 1 + random.nextInt(2), commonItems, 0.05);
        ContentIndex index = new ContentIndex(options);
        Obvious obvious = new Obvious(options);
        for (int round = 0; round < 60; round++) {
            for (int i = 0; i < 5; i++) {
                String id = "i" + random.nextInt(60);
                if (random.nextInt(5) == 0) {
                    index.remove(id);
                    obvious.items.remove(id);
                } else {
                    ItemContent content = random(random, id);
                    index.put(content);
                    obvious.items.put(id, content);
                }
            }
            if (random.nextInt(3) == 0) {
                index.settle();
                obvious.settle();
            }
            String id = "i" + random.nextInt(60);
            int limit = 1 + random.nextInt(8);
            assertAgree(index.near(id, limit, Obvious::isEligible), obvious.near(id), limit, seed + "/" + round);
        }
    }

    private static void assertAgree(List<ContentNeighbour> found, Map<String, Long> expected, int limit, String seed) {
        assertThat(found).as(seed).hasSize(Math.min(limit, expected.size()));
        assertThat(found)
                .as(seed)
                .isSortedAccordingTo(Comparator.comparingLong(ContentNeighbour::units)
                        .reversed()
                        .thenComparing(ContentNeighbour::itemId));
        for (ContentNeighbour one : found) {
            assertThat(one.shared().stream()
                            .mapToLong(ContentNeighbour.Shared::units)
                            .sum())
                    .as(seed)
                    .isEqualTo(one.units());
            assertThat(expected).as(seed).containsKey(one.itemId());
            assertThat(one.units()).as(seed).isCloseTo(expected.getOrDefault(one.itemId(), 0L), within(ROUNDING));
        }
        long worst = found.isEmpty() ? Long.MAX_VALUE : found.getLast().units();
        expected.forEach((id, units) -> {
            if (found.stream().noneMatch(one -> one.itemId().equals(id))) {
                assertThat(units).as(seed + " left out " + id).isLessThanOrEqualTo(worst + ROUNDING);
            }
        });
    }

    private static ItemContent random(Random random, String id) {
        List<String> words = List.of("red", "green", "tea", "pot", "shoe", "boot", "lamp", "old", "new", "big");
        StringBuilder english = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            english.append(words.get(Math.min(random.nextInt(10), random.nextInt(10))))
                    .append(' ');
        }
        StringBuilder chinese = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            chinese.append("红绿茶鞋".charAt(random.nextInt(4)));
        }
        return new ItemContent(
                id,
                Map.of("en", english.toString(), "zh", chinese.toString()),
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> "c" + random.nextInt(6))
                        .toList(),
                random.nextInt(3) == 0 ? null : "b" + random.nextInt(5),
                random.nextInt(3) == 0
                        ? null
                        : new BigDecimal(List.of("15", "30", "70").get(random.nextInt(3))),
                "CNY");
    }

    /** Compares with every item, by maps of terms. */
    private static final class Obvious {

        private final Map<String, ItemContent> items = new TreeMap<>();
        private final ContentOptions options;
        private Map<String, Integer> having = new HashMap<>();
        private int settled;

        Obvious(ContentOptions options) {
            this.options = options;
        }

        static boolean isEligible(String id) {
            return !id.endsWith("7");
        }

        void settle() {
            having = new HashMap<>();
            items.values().forEach(item -> terms(item).keySet().forEach(term -> having.merge(term, 1, Integer::sum)));
            settled = items.size();
        }

        Map<String, Long> near(String id) {
            Map<String, Long> near = new HashMap<>();
            ItemContent item = items.get(id);
            if (item != null) {
                Map<String, Double> own = vector(item);
                items.values().stream()
                        .filter(other -> !other.itemId().equals(id) && isEligible(other.itemId()))
                        .forEach(other -> {
                            Map<String, Double> others = vector(other);
                            List<String> shared = own.keySet().stream()
                                    .filter(others::containsKey)
                                    .toList();
                            if (shared.stream().anyMatch(this::isRare)) {
                                double cosine = shared.stream()
                                                .mapToDouble(term ->
                                                        own.getOrDefault(term, 0.0) * others.getOrDefault(term, 0.0))
                                                .sum()
                                        / (length(own) * length(others));
                                near.put(other.itemId(), Math.round(cosine * 1e9));
                            }
                        });
            }
            return near;
        }

        private boolean isRare(String term) {
            return having.getOrDefault(term, 0) <= Math.max(options.commonItems(), options.commonShare() * settled);
        }

        private static double length(Map<String, Double> vector) {
            return Math.sqrt(vector.values().stream().mapToDouble(w -> w * w).sum());
        }

        private Map<String, Double> vector(ItemContent item) {
            Map<String, Double> vector = new HashMap<>();
            terms(item)
                    .forEach((term, times) -> vector.put(
                            term,
                            kind(term)
                                    * (1 + Math.log(times))
                                    * (Math.log((1.0 + settled) / (1 + having.getOrDefault(term, 0))) + 1)));
            return vector;
        }

        private double kind(String term) {
            return switch (term.charAt(0)) {
                case 'b' -> options.brand();
                case 'p' -> options.priceBand();
                case 'c' -> options.category();
                default -> options.word();
            };
        }

        private static Map<String, Integer> terms(ItemContent item) {
            List<String> terms = new ArrayList<>();
            item.categories().stream().distinct().forEach(category -> terms.add("c " + category));
            if (item.brand() != null) {
                terms.add("b " + item.brand());
            }
            if (item.price() != null) {
                terms.add("p " + item.price());
            }
            for (String word : item.titles().getOrDefault("en", "").split(" ")) {
                if (!word.isEmpty()) {
                    terms.add("w " + word);
                }
            }
            String chinese = item.titles().getOrDefault("zh", "");
            if (chinese.length() == 1) {
                terms.add("w " + chinese);
            }
            for (int i = 0; i + 1 < chinese.length(); i++) {
                terms.add("w " + chinese.substring(i, i + 2));
            }
            Map<String, Integer> counts = new HashMap<>();
            terms.forEach(term -> counts.merge(term, 1, Integer::sum));
            return counts;
        }
    }

    @Test
    void isReadWhileItChanges() throws Exception {
        ContentIndex index = new ContentIndex(new ContentOptions(1, 1, 1, 1, 30, 0));
        AtomicBoolean changing = new AtomicBoolean(true);
        Callable<Long> reading = () -> {
            Random random = new Random(9);
            long read = 0;
            do {
                for (ContentNeighbour one : index.near("i" + random.nextInt(200), 5, any -> true)) {
                    assertThat(one.shared().stream()
                                    .mapToLong(ContentNeighbour.Shared::units)
                                    .sum())
                            .isEqualTo(one.units())
                            .isPositive();
                }
                read++;
            } while (changing.get());
            return read;
        };

        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(threads.submit(reading));
            }
            try {
                Random random = new Random(7);
                for (int change = 0; change < 5_000; change++) {
                    String id = "i" + random.nextInt(200);
                    if (random.nextInt(4) == 0) {
                        index.remove(id);
                    } else {
                        index.put(random(random, id));
                    }
                    if (change % 50 == 0) {
                        index.settle();
                    }
                }
            } finally {
                changing.set(false);
            }
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
    }

    @Test
    void findsWhatSaysAllThatIsAskedForBeforeWhatSaysARareWordOfIt() {
        ContentIndex index = new ContentIndex(ContentOptions.DEFAULT);
        for (int i = 0; i < 20; i++) {
            index.put(item("sock" + i, "Red cotton sock", "socks"));
        }
        index.put(item("both", "Red tartan sock with a hundred other words", "socks"));
        index.put(item("rare", "Tartan", "blankets"));
        index.settle();

        ContentIndex.Found found = index.search("red tartan socks nobodysells", 5, any -> true);
        assertThat(found.itemIds()).startsWith("both", "rare").hasSize(5);
        assertThat(found.complete()).isEqualTo(1);
        assertThat(index.search("blankets", 5, any -> true)).isEqualTo(new ContentIndex.Found(List.of("rare"), 1));
        assertThat(index.search("nobodysells", 5, any -> true)).isEqualTo(new ContentIndex.Found(List.of(), 0));
        assertThat(index.search("red", 3, any -> true).complete()).isEqualTo(3);
    }

    @Test
    void findsThePartsWhereNothingSaysAllThatIsAskedFor() {
        ContentIndex index = new ContentIndex(ContentOptions.DEFAULT);
        index.put(item("red", "Red sock", "socks"));
        index.put(item("tartan", "Tartan scarf", "scarves"));
        index.settle();

        ContentIndex.Found found = index.search("red tartan", 5, any -> true);

        assertThat(found.itemIds()).containsExactlyInAnyOrder("red", "tartan");
        assertThat(found.complete()).isZero();
    }

    @Test
    void refusesWhatMakesNoSense() {
        ContentIndex index = new ContentIndex(ContentOptions.DEFAULT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.near("a", -1, any -> true))
                .withMessageContaining("limit is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContentOptions(1, 0, 1, 1, 1, 0))
                .withMessageContaining("brand is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContentOptions(1, 1, 1, 1, 0, 0))
                .withMessageContaining("commonItems is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContentOptions(1, 1, 1, 1, 1, 2))
                .withMessageContaining("commonShare is 2.0");
    }
}
