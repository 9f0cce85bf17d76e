package dev.shopkeeper.recommendation.impression;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourName;
import dev.shopkeeper.events.BehaviourRecorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An item of a purchase.
 *
 * @param amount price by quantity of all its lines; where no price is told, the value of the purchase if it has no other item;
 *     else null, as without a currency
 */
record Bought(
        String transactionId,
        String itemId,
        String eventId,
        @Nullable UUID rankingId,
        @Nullable String userId,
        @Nullable String anonymousId,
        Instant boughtAt,
        @Nullable BigDecimal amount,
        @Nullable String currency) {

    /** Nothing for a purchase by nobody: neither a ranking nor a click can be found for it. */
    static Stream<Bought> of(BehaviourRecorded event) {
        UUID ranking = Shown.ranking(event);
        boolean nobody = event.userId() == null && event.anonymousId() == null;
        if (!BehaviourName.PURCHASE.wireName().equals(event.eventName()) || (ranking == null && nobody)) {
            return Stream.empty();
        }
        Map<String, List<BehaviourItem>> lines = new LinkedHashMap<>();
        event.items()
                .forEach(item -> lines.computeIfAbsent(item.itemId(), id -> new ArrayList<>())
                        .add(item));
        String transaction = event.transactionId() == null ? "event " + event.eventId() : event.transactionId();
        return lines.entrySet().stream().map(line -> {
            BigDecimal amount = amount(event, line.getValue(), lines.size() == 1);
            return new Bought(
                    transaction,
                    line.getKey(),
                    event.eventId(),
                    ranking,
                    event.userId(),
                    event.anonymousId(),
                    event.occurredAt(),
                    amount,
                    amount == null ? null : event.currency());
        });
    }

    private static @Nullable BigDecimal amount(BehaviourRecorded event, List<BehaviourItem> lines, boolean alone) {
        if (event.currency() == null) {
            return null;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (BehaviourItem line : lines) {
            BigDecimal price = line.price();
            if (price == null) {
                return alone ? event.value() : null;
            }
            Integer quantity = line.quantity();
            sum = sum.add(price.multiply(BigDecimal.valueOf(quantity == null ? 1 : quantity)));
        }
        return sum;
    }
}
