package dev.shopkeeper.pricing.quote;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts prices in force and serves them. */
@Service
public class Prices {

    private static final String MODEL = "list-price";
    private static final String VERSION = "1";

    private final PriceRows rows;
    private final Outbox outbox;
    private final Clock clock;

    Prices(PriceRows rows, Outbox outbox, Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Makes a list price the price in force, writes the ledger and tells of it, unless it is that already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void list(String itemId, Money listPrice) {
        rows.lock(itemId);
        Optional<PriceRows.InForce> present = rows.find(itemId);
        if (present.isPresent() && same(present.get().price(), listPrice)) {
            return;
        }
        // The ledger's times rise, whatever the clock does.
        Instant from = present.map(PriceRows.InForce::effectiveFrom)
                .filter(last -> !clock.instant().isAfter(last))
                .map(last -> last.plusMillis(1))
                .orElseGet(clock::instant);
        Money lowest = rows.lowestBefore(itemId, listPrice.currency(), from);
        rows.put(itemId, listPrice, MODEL, from);
        outbox.append(new PriceChanged(itemId, listPrice, listPrice, lowest, null, MODEL, from, null), from);
    }

    private static boolean same(Money one, Money other) {
        return one.currency().equals(other.currency()) && one.amount().compareTo(other.amount()) == 0;
    }

    /**
     * The price to ask.
     *
     * @throws ProblemException 404 for an item without a price, or one that is not sold
     */
    @Transactional(readOnly = true)
    public Quote quote(String itemId, Language language) {
        PriceRows.InForce price =
                rows.findActive(itemId).orElseThrow(() -> ProblemException.notFound("price for item", itemId));
        return new Quote(
                itemId,
                price.price(),
                price.listPrice(),
                rows.lowestBefore(itemId, price.price().currency(), price.effectiveFrom()),
                price.effectiveFrom(),
                Stamp.degraded(MODEL, VERSION, clock.instant(), DegradedReason.NO_CHAMPION),
                Explanation.of(
                        language.choose("No price model is trained; the list price is asked.", "尚无训练好的价格模型，按标价出售。"),
                        price.price().amount(),
                        List.of(new Reason(
                                "list_price",
                                itemId,
                                price.price().amount(),
                                price.price().currency(),
                                language.choose("The list price", "标价")))));
    }
}
