package dev.shopkeeper.benchmarks.serving;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A shop made of a seed. Items belong to kinds (categories), and each has a successor in its kind; a visitor has two favourite kinds,
 * and meets the successor of the item before half of the time, else mostly an item of a favourite kind, the low numbers more often
 * (about by Zipf's law). So there is something to learn, of popularity and of order. The same seed, sizes and end give the same shop.
 */
final class PlantedShop {

    static final Duration HISTORY = Duration.ofDays(60);
    static final double FOLLOWS = 0.5;

    private static final int ITEMS_OF_A_KIND = 25;
    private static final int MOST_KINDS = 400;
    private static final int BRANDS_OF_A_KIND = 5;
    private static final double STRAYS = 0.05;
    private static final double CARTED = 0.25;
    private static final double BOUGHT = 0.5;

    /** @param price in hundredths of the currency */
    record Item(String id, String title, String department, String category, String brand, long price) {}

    /**
     * Something a visitor did.
     *
     * @param name as the collector spells it
     * @param items numbers of different items
     * @param transaction of a purchase
     */
    record Event(
            String id,
            String name,
            Instant at,
            String user,
            String session,
            List<Integer> items,
            @Nullable String transaction) {}

    private final long seed;
    private final int visitors;
    private final int kinds;
    private final List<Item> items;
    private final List<Event> events;

    /**
     * @param items at least 50
     * @param visitors at least 1
     * @param until the last event is at least an hour before
     */
    PlantedShop(long seed, int items, int visitors, Instant until) {
        if (items < 2 * ITEMS_OF_A_KIND || visitors < 1) {
            throw new IllegalArgumentException("A shop of " + items + " items and " + visitors
                    + " visitors is too small. Maybe at least " + 2 * ITEMS_OF_A_KIND + " items and one visitor?");
        }
        this.seed = seed;
        this.visitors = visitors;
        this.kinds = Math.min(MOST_KINDS, items / ITEMS_OF_A_KIND);
        SplittableRandom random = new SplittableRandom(seed);
        this.items = IntStream.range(0, items)
                .mapToObj(number -> item(number, random))
                .toList();
        List<Event> all = new ArrayList<>();
        for (int visitor = 0; visitor < visitors; visitor++) {
            visits(visitor, random.split(), until, all);
        }
        all.sort(Comparator.comparing(Event::at).thenComparing(Event::id));
        this.events = List.copyOf(all);
    }

    List<Item> items() {
        return items;
    }

    /** All that was done, in the order of time. */
    List<Event> events() {
        return events;
    }

    /** Items of events: what an index that took in everything has rows of. */
    long rows() {
        return events.stream().mapToLong(event -> event.items().size()).sum();
    }

    /** Whoever asks in a request of this number: all visitors in turn, in an order without meaning. */
    String userOf(int request) {
        return user((int) (request * 7919L % visitors));
    }

    int kind(int item) {
        return item % kinds;
    }

    /** What is met after an item half of the time; of the last of a kind its first. */
    int successor(int item) {
        return item + kinds < items.size() ? item + kinds : kind(item);
    }

    private String user(int visitor) {
        return "serving-" + seed + "-" + visitor;
    }

    private Item item(int number, SplittableRandom random) {
        int kind = kind(number);
        String category = "kind-" + kind;
        return new Item(
                String.format("planted-%06d", number),
                "Item " + number + " of " + category,
                "department-" + kind % 10,
                category,
                category + "-brand-" + random.nextInt(BRANDS_OF_A_KIND),
                Math.round(500 * Math.pow(200, random.nextDouble())));
    }

    private void visits(int visitor, SplittableRandom random, Instant until, List<Event> into) {
        int[] favourites = {random.nextInt(kinds), random.nextInt(kinds)};
        int last = -1;
        int sessions = 3 + random.nextInt(6);
        long[] begins = random.longs(sessions, 2 * 3600, HISTORY.toSeconds())
                .map(before -> -before)
                .sorted()
                .toArray();
        for (int number = 0; number < sessions; number++) {
            String session = user(visitor) + "-" + number;
            Instant at = until.plusSeconds(begins[number]);
            Set<Integer> bought = new LinkedHashSet<>();
            int views = 3 + random.nextInt(4);
            for (int view = 0; view < views; view++) {
                last = next(last, favourites, random);
                at = at.plusSeconds(20 + random.nextInt(60));
                into.add(event(session, into.size(), "view_item", at, visitor, List.of(last), null));
                if (random.nextDouble() < CARTED) {
                    at = at.plusSeconds(10);
                    into.add(event(session, into.size(), "add_to_cart", at, visitor, List.of(last), null));
                    if (random.nextDouble() < BOUGHT) {
                        bought.add(last);
                    }
                }
            }
            if (!bought.isEmpty()) {
                List<Integer> lines = List.copyOf(bought);
                into.add(event(
                        session, into.size(), "purchase", at.plusSeconds(60), visitor, lines, session + "-order"));
            }
        }
    }

    private Event event(
            String session,
            int number,
            String name,
            Instant at,
            int visitor,
            List<Integer> met,
            @Nullable String transaction) {
        return new Event(session + "-" + number, name, at, user(visitor), session, met, transaction);
    }

    private int next(int last, int[] favourites, SplittableRandom random) {
        if (last >= 0 && random.nextDouble() < FOLLOWS) {
            return successor(last);
        }
        int kind = random.nextDouble() < STRAYS ? random.nextInt(kinds) : favourites[random.nextInt(2)];
        int size = (items.size() - kind + kinds - 1) / kinds;
        int rank = Math.min(size - 1, (int) Math.pow(size + 1, random.nextDouble()) - 1);
        return kind + rank * kinds;
    }
}
