package dev.shopkeeper.recommendation.purchase;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.ShopEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a shop tells of orders, by a seed: in parts, cancelled and returned in parts, reported by the storefront or not, and
 * some of it of orders that nobody ever told. In a random order.
 */
final class RandomOrders {

    private static final Money PRICE = Money.of("2.50", "CNY");
    private static final Instant START = Instant.parse("2023-01-01T22:00:00Z");

    private final Random random;
    private final String prefix;

    RandomOrders(long seed) {
        this.random = new Random(seed);
        this.prefix = "s" + seed + "-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    }

    /** All events of so many orders. */
    List<EventEnvelope<?>> events(int orders) {
        List<EventEnvelope<?>> events = new ArrayList<>();
        for (int number = 0; number < orders; number++) {
            order(prefix + "order-" + number, events);
        }
        Collections.shuffle(events, random);
        return events;
    }

    /** Events that are sent more than once, the copies anywhere behind. */
    List<EventEnvelope<?>> withDuplicates(List<EventEnvelope<?>> events) {
        List<EventEnvelope<?>> all = new ArrayList<>(events);
        for (EventEnvelope<?> event : events) {
            if (random.nextInt(3) == 0) {
                all.add(random.nextInt(all.size() + 1), event);
            }
        }
        return all;
    }

    /** Cut anywhere. */
    List<List<EventEnvelope<?>>> batches(List<EventEnvelope<?>> events) {
        List<List<EventEnvelope<?>>> batches = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(25));
            batches.add(events.subList(from, to));
            from = to;
        }
        return batches;
    }

    private void order(String order, List<EventEnvelope<?>> events) {
        Instant placed = START.plus(Duration.ofHours(random.nextInt(48)));
        String user = random.nextInt(4) == 0 ? null : prefix + "user-" + random.nextInt(3);
        boolean isTold = random.nextInt(5) > 0;
        for (int part = random.nextInt(4); isTold && part >= 0; part--) {
            tell(new OrderPlaced(order, user, "web", lines(), PRICE, null, List.of(), null, placed), events);
        }
        for (int part = random.nextInt(3); part > 0; part--) {
            tell(new OrderCancelled(order, user, lines(), null, placed.plusSeconds(90)), events);
        }
        for (int part = random.nextInt(3); part > 0; part--) {
            tell(
                    new ReturnCompleted(
                            prefix + "r" + events.size(), order, user, lines(), null, placed.plus(Duration.ofDays(2))),
                    events);
        }
        for (int report = random.nextInt(3); report > 0; report--) {
            tell(behaviour("purchase", order, user, placed.minusSeconds(random.nextInt(5))), events);
        }
        if (random.nextInt(4) == 0) {
            tell(behaviour("refund", order, user, placed.plusSeconds(3_600)), events);
        }
    }

    private List<OrderLine> lines() {
        List<OrderLine> lines = new ArrayList<>();
        for (int number = random.nextInt(3); number >= 0; number--) {
            lines.add(new OrderLine("line-" + number, item(), null, 1 + random.nextInt(4), PRICE));
        }
        return lines;
    }

    private String item() {
        return prefix + "item-" + random.nextInt(4);
    }

    private BehaviourRecorded behaviour(String name, String order, @Nullable String user, Instant at) {
        List<BehaviourItem> items = new ArrayList<>();
        for (int number = random.nextInt(2); number >= 0; number--) {
            items.add(new BehaviourItem(item(), null, 1 + random.nextInt(3), null, null, null, null, null, null));
        }
        return new BehaviourRecorded(
                UUID.randomUUID().toString(),
                name,
                at,
                at,
                user,
                prefix + "cookie",
                null,
                null,
                null,
                null,
                null,
                order,
                null,
                null,
                null,
                null,
                null,
                null,
                items);
    }

    private void tell(ShopEvent event, List<EventEnvelope<?>> events) {
        String source = event instanceof BehaviourRecorded ? "/gateway" : "/order";
        events.add(new EventEnvelope<>(UUID.randomUUID().toString(), source, START, event));
    }
}
