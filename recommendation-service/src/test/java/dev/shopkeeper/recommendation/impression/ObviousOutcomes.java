package dev.shopkeeper.recommendation.impression;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts what became of what was shown with all events at hand, looking through all of them for each: slow and plain. */
final class ObviousOutcomes {

    /** What is compared; revenue as text, without trailing zeros. */
    record Seen(
            int position,
            Instant shownAt,
            boolean clicked,
            long conversions,
            @Nullable String revenue) {}

    private final List<RandomStorefront.Answer> answers;
    private final List<BehaviourRecorded> events;

    ObviousOutcomes(List<RandomStorefront.Answer> answers, List<BehaviourRecorded> events) {
        this.answers = answers;
        this.events = events.stream()
                .filter(event -> !"denied".equals(event.consent()))
                .toList();
    }

    /** By ranking and item, {@code "ranking item"}. */
    Map<String, Seen> count() {
        Map<String, Seen> seen = new TreeMap<>();
        for (RandomStorefront.Answer answer : answers) {
            for (String item : answer.items()) {
                Seen outcome = answer.logged() ? outcome(answer.rankingId(), item) : null;
                if (outcome != null) {
                    seen.put(answer.rankingId() + " " + item, outcome);
                }
            }
        }
        return seen;
    }

    private @Nullable Seen outcome(UUID ranking, String item) {
        Instant first = null;
        int position = 0;
        for (BehaviourRecorded event : of("view_item_list", ranking)) {
            for (int place = 0; place < event.items().size(); place++) {
                BehaviourItem line = event.items().get(place);
                int at = 1 + Objects.requireNonNullElse(line.index(), place);
                boolean earlier = first == null
                        || event.occurredAt().isBefore(first)
                        || (event.occurredAt().equals(first) && at < position);
                if (line.itemId().equals(item) && earlier) {
                    first = event.occurredAt();
                    position = at;
                }
            }
        }
        if (first == null) {
            return null;
        }
        boolean clicked = of("select_item", ranking).stream().anyMatch(event -> has(event, item));
        long conversions = 0;
        BigDecimal sum = null;
        Set<String> currencies = new HashSet<>();
        for (BehaviourRecorded purchase : purchases(item)) {
            if (ranking.equals(credited(purchase, item))) {
                conversions++;
                BigDecimal amount = amount(purchase, item);
                if (amount != null) {
                    sum = sum == null ? amount : sum.add(amount);
                    currencies.add(Objects.requireNonNull(purchase.currency()));
                }
            }
        }
        String revenue = sum == null || currencies.size() > 1
                ? null
                : sum.stripTrailingZeros().toPlainString() + " "
                        + currencies.iterator().next();
        return new Seen(position, first, clicked, conversions, revenue);
    }

    private boolean shown(UUID ranking, String item) {
        return answers.stream()
                        .anyMatch(answer -> answer.rankingId().equals(ranking)
                                && answer.logged()
                                && answer.items().contains(item))
                && of("view_item_list", ranking).stream().anyMatch(event -> has(event, item));
    }

    private @Nullable UUID credited(BehaviourRecorded purchase, String item) {
        String named = purchase.rankingId();
        if (named != null && shown(UUID.fromString(named), item)) {
            return UUID.fromString(named);
        }
        return events.stream()
                .filter(event -> event.eventName().equals("select_item") && has(event, item))
                .filter(event ->
                        same(event.userId(), purchase.userId()) || same(event.anonymousId(), purchase.anonymousId()))
                .filter(event -> !event.occurredAt().isAfter(purchase.occurredAt())
                        && Duration.between(event.occurredAt(), purchase.occurredAt())
                                        .compareTo(Duration.ofHours(24))
                                <= 0)
                .filter(event -> shown(UUID.fromString(Objects.requireNonNull(event.rankingId())), item))
                .min(Comparator.comparing(BehaviourRecorded::occurredAt)
                        .reversed()
                        .thenComparing(event -> Objects.requireNonNull(event.rankingId())))
                .map(event -> UUID.fromString(Objects.requireNonNull(event.rankingId())))
                .orElse(null);
    }

    /** Of each transaction with the item its first report. */
    private List<BehaviourRecorded> purchases(String item) {
        List<BehaviourRecorded> first = new ArrayList<>();
        Set<String> transactions = new TreeSet<>();
        events.stream()
                .filter(event -> event.eventName().equals("purchase") && has(event, item))
                .sorted(Comparator.comparing(BehaviourRecorded::occurredAt).thenComparing(BehaviourRecorded::eventId))
                .forEach(event -> {
                    if (transactions.add(Objects.requireNonNull(event.transactionId()))) {
                        first.add(event);
                    }
                });
        return first;
    }

    private static @Nullable BigDecimal amount(BehaviourRecorded purchase, String item) {
        if (purchase.currency() == null) {
            return null;
        }
        boolean alone = purchase.items().stream().allMatch(line -> line.itemId().equals(item));
        BigDecimal sum = BigDecimal.ZERO;
        for (BehaviourItem line : purchase.items()) {
            if (line.itemId().equals(item) && line.price() == null) {
                return alone ? purchase.value() : null;
            }
            if (line.itemId().equals(item)) {
                int units = Objects.requireNonNullElse(line.quantity(), 1);
                sum = sum.add(Objects.requireNonNull(line.price()).multiply(BigDecimal.valueOf(units)));
            }
        }
        return sum;
    }

    private List<BehaviourRecorded> of(String name, UUID ranking) {
        return events.stream()
                .filter(event ->
                        event.eventName().equals(name) && ranking.toString().equals(event.rankingId()))
                .toList();
    }

    private static boolean has(BehaviourRecorded event, String item) {
        return event.items().stream().anyMatch(line -> line.itemId().equals(item));
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && one.equals(other);
    }
}
