package dev.shopkeeper.pricing.quote;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts prices in force, one after another for each item; each, its entry in the ledger and its event are one transaction. */
@Service
public class Prices {

    private static final Logger LOG = LoggerFactory.getLogger(Prices.class);

    private final PriceRows rows;
    private final Floors floors;
    private final Outbox outbox;
    private final Clock clock;

    Prices(PriceRows rows, Floors floors, Outbox outbox, Clock clock) {
        this.rows = rows;
        this.floors = floors;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What became of a list price. */
    enum Listed {
        /** The shop listed it before. */
        AS_BEFORE,
        /** It comes into force when the promotion that is running ends. */
        AFTER_PROMOTION,
        /** It is in force. */
        IN_FORCE
    }

    /** Lets no other transaction change the item's price until this one ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(String itemId) {
        rows.lock(itemId);
    }

    /** The same without waiting; false where another transaction is at it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean tryLock(String itemId) {
        return rows.tryLock(itemId);
    }

    /** The price in force of an item that is sold and has a list price. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<InForce> find(String itemId) {
        return rows.findActive(itemId);
    }

    /** The price in force of an item, whether it is sold or not. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<InForce> findAny(String itemId) {
        return rows.find(itemId);
    }

    /** 404 for an item that {@link #find} finds no price of; says whether it is not known, not sold or not listed. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public ProblemException none(String itemId) {
        String why = rows.missing(itemId);
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "not-found",
                "There is no price for item '" + itemId + "', which " + why + ".",
                List.of(new Violation("item_id", itemId, why)),
                null);
    }

    /** The lowest price in this currency that was in force at any moment of the thirty days before. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public @Nullable Money lowestBefore(String itemId, String currency, Instant moment) {
        return rows.lowestBefore(itemId, currency, moment);
    }

    /**
     * What was asked on average in this currency over the four weeks before a moment, by time: what then sold, sold for that. Null where
     * nothing was asked.
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public @Nullable BigDecimal meanBefore(String itemId, String currency, Instant moment) {
        return rows.meanBefore(itemId, currency, moment);
    }

    /**
     * Makes a list price that is new the price in force, as far as it {@linkplain MinorUnit#chargeable can be charged}. A
     * promotion that is cheaper goes on, and the list price comes into force after it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Listed list(String itemId, Money listed) {
        rows.lock(itemId);
        Money listPrice = MinorUnit.chargeable(listed);
        InForce present = rows.find(itemId).orElse(null);
        if (present != null && present.listPrice() != null && same(present.listPrice(), listPrice)) {
            return Listed.AS_BEFORE;
        }
        if (!same(listed, listPrice)) {
            LOG.warn("Item {} is listed finer than {} can be charged; it is rounded", itemId, listed.currency());
        }
        if (present != null && present.promoted() && isBelow(present.price(), listPrice)) {
            rows.list(itemId, listPrice.amount());
            return Listed.AFTER_PROMOTION;
        }
        putInForce(itemId, InForce.listed(listPrice, clock.instant()));
        return Listed.IN_FORCE;
    }

    /**
     * Lets the list price be in force again where an approved price has come to be below the floor, because the item costs
     * more now. A promotion that runs was announced and goes on; a list price that is lower still changes nothing.
     *
     * @return whether the price changed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean leaveWhatIsBelowTheFloor(String itemId) {
        InForce present = rows.find(itemId).orElse(null);
        Money listPrice = present == null ? null : present.listPrice();
        if (present == null
                || listPrice == null
                || !present.reason().equals(InForce.SUGGESTION)
                || !isBelow(present.price(), listPrice)) {
            return false;
        }
        Money floor = floors.of(itemId).orElse(null);
        if (floor == null || !isBelow(present.price(), floor)) {
            return false;
        }
        LOG.warn(
                "Item {} costs more than before: {} is below its floor of {}, and the list price is in force again",
                itemId,
                present.price().amount().toPlainString(),
                floor.amount().toPlainString());
        putInForce(itemId, InForce.listed(listPrice, clock.instant()));
        return true;
    }

    /**
     * Puts a price in force, unless it is that already with all that belongs to it. Its time is a little later than asked
     * for where the price before would have none: the ledger's times rise, whatever the clock does.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException for a price below the item's floor that is not its
     *     list price
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void putInForce(String itemId, InForce price) {
        rows.lock(itemId);
        floors.keep(itemId);
        Instant wanted = price.effectiveFrom().truncatedTo(ChronoUnit.MICROS);
        Instant from = rows.find(itemId)
                .map(InForce::effectiveFrom)
                .filter(last -> !wanted.isAfter(last))
                .map(last -> last.plusMillis(1))
                .orElse(wanted);
        Money lowest = rows.lowestBefore(itemId, price.price().currency(), from);
        rows.put(
                itemId,
                new InForce(
                        price.price(),
                        price.listPrice(),
                        from,
                        price.reason(),
                        price.origin(),
                        price.promotionId(),
                        price.effectiveUntil()));
        outbox.append(
                new PriceChanged(
                        itemId,
                        price.price(),
                        price.listPrice(),
                        lowest,
                        price.promotionId(),
                        price.reason(),
                        from,
                        price.effectiveUntil()),
                from);
    }

    private static boolean same(Money one, Money other) {
        return one.currency().equals(other.currency()) && one.amount().compareTo(other.amount()) == 0;
    }

    private static boolean isBelow(Money one, Money other) {
        return one.currency().equals(other.currency()) && one.amount().compareTo(other.amount()) < 0;
    }
}
