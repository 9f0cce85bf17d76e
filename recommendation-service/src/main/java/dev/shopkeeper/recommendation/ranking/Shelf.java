package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in an answer: of what can be sold and is not hidden, that to which the caller restricts it, less what the
 * placement has no use for. The rules of a placement give way where they would leave nothing; the rest never does. For one
 * thread and one answer.
 */
final class Shelf {

    /** At the checkout nothing is offered that costs more than this share of the basket. */
    private static final BigDecimal DEAREST = new BigDecimal("0.3");

    private final Catalogue catalogue;
    private final Restriction restriction;
    private final Set<String> hidden;
    private final Instant now;
    private final Set<String> groups = new HashSet<>();
    private final Set<String> kinds = new HashSet<>();
    private final @Nullable Price dearest;
    private boolean ruled = true;

    /** @param hidden item ids; those that are taken for the answer are added */
    Shelf(Catalogue catalogue, Question question, Set<String> hidden, Instant now) {
        this.catalogue = catalogue;
        this.restriction = question.restriction();
        this.hidden = hidden;
        this.now = now;
        boolean purchase = question.placement() == Placement.CART || question.placement() == Placement.CHECKOUT;
        if (question.placement() == Placement.ITEM && question.contextItemId() != null) {
            group(question.contextItemId());
        }
        if (purchase) {
            question.basket().forEach(this::inBasket);
        }
        this.dearest = question.placement() == Placement.CHECKOUT ? dearest(question.basket()) : null;
    }

    /** Whether the placement has rules that may leave something out. */
    boolean hasRules() {
        return !groups.isEmpty() || !kinds.isEmpty() || dearest != null;
    }

    /** From now on the placement's rules count no more. */
    void waiveRules() {
        ruled = false;
    }

    /** The item if it may be shown. */
    @Nullable
    CatalogueItem find(String itemId) {
        if (hidden.contains(itemId)
                || restriction.candidates() != null && !restriction.candidates().contains(itemId)) {
            return null;
        }
        CatalogueItem item = catalogue.sellable(itemId);
        return item != null && isWanted(item) && (!ruled || isFitting(item)) ? item : null;
    }

    /** The item if it may be shown, which is shown from then on and will not be found again. */
    @Nullable
    CatalogueItem take(String itemId) {
        CatalogueItem item = find(itemId);
        if (item != null) {
            hidden.add(itemId);
        }
        return item;
    }

    private boolean isWanted(CatalogueItem item) {
        if (restriction.category() != null && !item.categories().contains(restriction.category())) {
            return false;
        }
        if (restriction.heardSince() != null && item.firstHeardAt().isBefore(restriction.heardSince())) {
            return false;
        }
        if (restriction.filter() == null) {
            return true;
        }
        Price price = price(item.itemId());
        return restriction
                .filter()
                .matches(item, price == null ? null : price.amount(), catalogue.availableUnits(item.itemId()));
    }

    private boolean isFitting(CatalogueItem item) {
        if (item.itemGroupId() != null && groups.contains(item.itemGroupId())) {
            return false;
        }
        if (!item.categories().isEmpty() && kinds.contains(item.categories().getLast())) {
            return false;
        }
        if (dearest == null) {
            return true;
        }
        Price price = price(item.itemId());
        return price == null
                || !price.currency().equals(dearest.currency())
                || price.amount().compareTo(dearest.amount()) <= 0;
    }

    private void group(String itemId) {
        catalogue.find(itemId).map(CatalogueItem::itemGroupId).ifPresent(groups::add);
    }

    /** Of what is used up more may be wanted, of the rest one will do. */
    private void inBasket(String itemId) {
        group(itemId);
        catalogue
                .find(itemId)
                .filter(item -> !item.consumable() && !item.categories().isEmpty())
                .ifPresent(item -> kinds.add(item.categories().getLast()));
    }

    /** Null where not all of the basket has a price in one currency. */
    private @Nullable Price dearest(List<String> basket) {
        BigDecimal sum = BigDecimal.ZERO;
        String currency = null;
        for (String itemId : basket) {
            Price price = price(itemId);
            if (price == null || currency != null && !currency.equals(price.currency())) {
                return null;
            }
            currency = price.currency();
            sum = sum.add(price.amount());
        }
        return currency == null ? null : new Price(sum.multiply(DEAREST), currency);
    }

    private @Nullable Price price(String itemId) {
        return catalogue
                .priceInForce(itemId, now)
                .map(price -> new Price(price.money().amount(), price.money().currency()))
                .orElse(null);
    }

    /** Unlike money an amount of any size. */
    private record Price(BigDecimal amount, String currency) {}
}
