package dev.shopkeeper.recommendation.impression;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rankings, and what visitors do with them: few of everything, so that much meets. Ids are this storefront's own. */
final class RandomStorefront {

    /** An answer; one that is not logged was invented by somebody. */
    record Answer(UUID rankingId, String visitor, boolean logged, List<String> items) {}

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final Random random;
    private final String prefix = UUID.randomUUID() + "-";
    private final List<Answer> answers = new ArrayList<>();

    RandomStorefront(long seed) {
        this.random = new Random(seed);
        for (int i = 0; i < 15; i++) {
            List<String> items =
                    new ArrayList<>(IntStream.range(0, 8).mapToObj(this::item).toList());
            Collections.shuffle(items, random);
            answers.add(
                    new Answer(UUID.randomUUID(), visitor(), random.nextInt(5) > 0, List.copyOf(items.subList(0, 5))));
        }
    }

    List<Answer> answers() {
        return answers;
    }

    Instant from() {
        return START;
    }

    Instant to() {
        return START.plusSeconds(100 * 3600);
    }

    private String item(int number) {
        return prefix + "item-" + number;
    }

    private String visitor() {
        return prefix + "visitor-" + random.nextInt(4);
    }

    /** Events in the order in which they happened to be made up. */
    List<BehaviourRecorded> events(int count) {
        return IntStream.range(0, count).mapToObj(number -> event()).toList();
    }

    private BehaviourRecorded event() {
        Answer answer = answers.get(random.nextInt(answers.size()));
        Instant at = START.plusSeconds(1800L * random.nextInt(160));
        return switch (random.nextInt(4)) {
            case 0 -> event("view_item_list", answer.rankingId(), answer.visitor(), at, null, seen(answer));
            case 1 -> event("select_item", answer.rankingId(), answer.visitor(), at, null, List.of(line(null)));
            case 2 -> event("purchase", null, answer.visitor(), at, order(), List.of(line(price()), line(price())));
            default ->
                event(
                        "purchase",
                        random.nextBoolean() ? answer.rankingId() : null,
                        visitor(),
                        at,
                        order(),
                        List.of(line(price())));
        };
    }

    private String order() {
        return prefix + "order-" + random.nextInt(60);
    }

    private @Nullable BigDecimal price() {
        return random.nextInt(4) == 0 ? null : BigDecimal.valueOf(1 + random.nextInt(900), 2);
    }

    private List<BehaviourItem> seen(Answer answer) {
        boolean said = random.nextBoolean();
        int first = random.nextInt(3);
        return IntStream.range(first, 5)
                .mapToObj(place -> new BehaviourItem(
                        random.nextInt(9) == 0
                                ? item(random.nextInt(8))
                                : answer.items().get(place),
                        null,
                        null,
                        said ? place : null,
                        null))
                .toList();
    }

    private BehaviourItem line(@Nullable BigDecimal price) {
        return new BehaviourItem(
                item(random.nextInt(8)), price, random.nextBoolean() ? null : 1 + random.nextInt(3), null, null);
    }

    private BehaviourRecorded event(
            String name,
            @Nullable UUID ranking,
            String visitor,
            Instant at,
            @Nullable String transaction,
            List<BehaviourItem> items) {
        boolean user = random.nextBoolean();
        return new BehaviourRecorded(
                UUID.randomUUID().toString(),
                name,
                at,
                at,
                user ? visitor : null,
                user && random.nextBoolean() ? null : visitor + "-cookie",
                "s",
                ranking == null ? null : ranking.toString(),
                random.nextInt(8) == 0 ? "denied" : null,
                random.nextInt(6) == 0 ? null : random.nextInt(5) == 0 ? "USD" : "CNY",
                random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(500)) : null,
                transaction,
                null,
                null,
                null,
                items);
    }

    /** Everything once or several times, in any order and in batches of any size. */
    List<List<EventEnvelope<BehaviourRecorded>>> deliveries(List<BehaviourRecorded> events) {
        List<EventEnvelope<BehaviourRecorded>> all = new ArrayList<>();
        for (BehaviourRecorded event : events) {
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                all.add(new EventEnvelope<>(event.eventId(), "/gateway", event.occurredAt(), event));
            }
        }
        Collections.shuffle(all, random);
        List<List<EventEnvelope<BehaviourRecorded>>> batches = new ArrayList<>();
        for (int next = 0; next < all.size(); ) {
            int end = Math.min(all.size(), next + 1 + random.nextInt(40));
            batches.add(List.copyOf(all.subList(next, end)));
            next = end;
        }
        return batches;
    }
}
