package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.City;
import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.Member;
import dev.shopkeeper.demo.world.Prices;
import dev.shopkeeper.demo.world.Promotion;
import dev.shopkeeper.demo.world.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One visit to the storefront, from the first list to the checkout or to nothing. It tells each step as a behaviour event
 * unless the visitor did not consent, and ends with the cart that was paid for.
 */
final class Visit {

    private static final double SEARCHES = 0.4;
    private static final double CHECKS_OUT = 0.72;
    private static final double PAYS = 0.88;

    private final Setting setting;
    private final Member member;
    private final Dice dice;
    private final LocalDate day;
    private final List<Fact.Shown> cart = new ArrayList<>();
    private Visitor visitor;
    private Instant now;

    /** What a visit takes place in. */
    record Setting(Taste taste, Prices prices, Shelf shelf, Stock stock, Ids events, Consumer<Fact> told) {}

    /** Units that can be had of an item. */
    @FunctionalInterface
    interface Stock {
        int available(Item item);
    }

    Visit(Setting setting, Member member, Visitor visitor, Instant at, Dice dice) {
        this.setting = setting;
        this.member = member;
        this.visitor = visitor;
        this.now = at;
        this.dice = dice;
        this.day = at.atZone(City.TIME_ZONE).toLocalDate();
    }

    /** Comes for something that is used up. */
    List<Fact.Shown> again(Item item) {
        if (dice.chance(0.5)) {
            search(item.category().nouns().get(item.variant()));
        }
        look(item);
        if (setting.stock().available(item) > 0) {
            add(item);
        } else {
            browse(setting.shelf().show(visitor, category(item), item, dice), 2);
        }
        return cart;
    }

    /** Looks around in a category. */
    List<Fact.Shown> browse(int category) {
        setting.prices().promotion(day).ifPresent(this::promotion);
        if (dice.chance(SEARCHES)) {
            search(dice.pick(setting.taste().nouns(category)));
        }
        browse(setting.shelf().show(visitor, category, null, dice), 1 + dice.poisson(1.3));
        return cart;
    }

    private int category(Item item) {
        return setting.taste().indexOf(item.category());
    }

    private void promotion(Promotion campaign) {
        if (dice.chance(0.25 * member.bargainHunter())) {
            tell("view_promotion", null, null, null, campaign.id(), List.of());
        }
    }

    private void search(Text noun) {
        tell("search", null, null, noun.in(member.language()), null, List.of());
        pause(6);
    }

    private void browse(Shelf.Shown shown, int most) {
        List<Fact.Shown> items = new ArrayList<>();
        for (Item item : shown.items()) {
            items.add(new Fact.Shown(item, price(item), 1, items.size()));
        }
        if (items.isEmpty()) {
            return;
        }
        tell("view_item_list", shown.listId(), shown.rankingId(), null, null, items);
        pause(12);
        Taste taste = setting.taste();
        boolean recommended = shown.rankingId() != null;
        List<Item> looked = recommended
                ? taste.drawnBy(member, shown.items(), day, most, dice)
                : taste.looks(member, shown.items(), day, most, dice);
        for (Item item : looked) {
            if (dice.chance(0.5) || recommended) {
                int place = shown.items().indexOf(item);
                tell("select_item", shown.listId(), shown.rankingId(), null, null, List.of(items.get(place)));
                pause(2);
            }
            look(item);
            consider(item);
        }
    }

    private void consider(Item item) {
        if (!setting.taste().takes(member, item, day, dice)) {
            if (dice.chance(0.03)) {
                tell("add_to_wishlist", null, null, null, null, List.of(one(item, 1)));
            }
            return;
        }
        if (setting.stock().available(item) <= 0) {
            return; // The button is grey: nothing but the look remains.
        }
        add(item);
        List<Item> partners = setting.taste().complementsOf(item);
        if (!partners.isEmpty() && dice.chance(0.3)) {
            Item partner = dice.pick(partners);
            look(partner);
            if (setting.stock().available(partner) > 0 && dice.chance(0.55)) {
                add(partner);
            }
        }
    }

    private void look(Item item) {
        tell("view_item", null, null, null, null, List.of(one(item, 1)));
        pause(35);
    }

    private void add(Item item) {
        if (cart.stream().anyMatch(line -> line.item() == item)) {
            return;
        }
        int quantity = Math.min(
                setting.taste().quantity(member, item, day, dice),
                setting.stock().available(item));
        Fact.Shown line = one(item, quantity);
        cart.add(line);
        tell("add_to_cart", null, null, null, null, List.of(line));
        pause(8);
        if (dice.chance(0.05)) {
            cart.remove(line);
            tell("remove_from_cart", null, null, null, null, List.of(line));
        }
    }

    /** Goes to the till; empty when the visitor leaves without paying. */
    List<Fact.Shown> checkOut(boolean determined) {
        if (cart.isEmpty() || !(determined || dice.chance(CHECKS_OUT))) {
            return List.of();
        }
        if (member.index() >= 0 && visitor.userId() == null) {
            visitor = visitor.loggedInAs(member.id());
        }
        tell("begin_checkout", null, null, null, null, List.copyOf(cart));
        pause(60);
        return determined || dice.chance(PAYS) ? List.copyOf(cart) : List.of();
    }

    /** The till has given the order a number. */
    void paid(String orderId) {
        tell("purchase", null, null, null, null, orderId, List.copyOf(cart));
    }

    Instant now() {
        return now;
    }

    private Fact.Shown one(Item item, int quantity) {
        return new Fact.Shown(item, price(item), quantity, null);
    }

    private BigDecimal price(Item item) {
        return setting.prices().of(item, day);
    }

    private void pause(double seconds) {
        now = now.plusMillis(500 + (long) (1000 * dice.exponential(seconds)));
    }

    private void tell(
            String name,
            @Nullable String listId,
            @Nullable String rankingId,
            @Nullable String term,
            @Nullable String promotionId,
            List<Fact.Shown> items) {
        tell(name, listId, rankingId, term, promotionId, null, items);
    }

    private void tell(
            String name,
            @Nullable String listId,
            @Nullable String rankingId,
            @Nullable String term,
            @Nullable String promotionId,
            @Nullable String transactionId,
            List<Fact.Shown> items) {
        // Drawn also for those who are not measured, so that consent changes nothing else.
        String id = setting.events().uuid();
        if (!member.tracked()) {
            return;
        }
        boolean worth = name.equals("purchase") || name.equals("begin_checkout") || name.endsWith("_cart");
        BigDecimal value = worth
                ? items.stream()
                        .map(item -> item.price().multiply(BigDecimal.valueOf(item.quantity())))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                : null;
        setting.told()
                .accept(new Fact.Behaved(
                        now, id, name, visitor, listId, rankingId, term, promotionId, transactionId, value, items));
    }
}
