package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Catalogue;
import dev.shopkeeper.demo.world.Category;
import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.Member;
import dev.shopkeeper.demo.world.Prices;
import dev.shopkeeper.demo.world.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How people choose: a multinomial logit over what they are shown (McFadden 1974), with less attention further down the
 * list, and a logit for buying in which the price of the day weighs by the person's sensitivity and the category's
 * price weight.
 */
public final class Taste {

    /** What it is worth to do without, so that the shop's own lists are looked at about as often as by {@link #looks}. */
    private static final double PASSING = 0.0;

    private static final double ATTENTION_LOST_PER_PLACE = 0.12;
    private static final double READINESS = -1.75;

    private final Prices prices;
    private final double[][] popularity;
    private final Catalogue catalogue;

    public Taste(Catalogue catalogue, Prices prices) {
        this.catalogue = catalogue;
        this.prices = prices;
        this.popularity = new double[catalogue.categories().size()][];
        for (int c = 0; c < popularity.length; c++) {
            popularity[c] =
                    catalogue.in(c).stream().mapToDouble(Item::popularity).toArray();
        }
    }

    /** The category that somebody looks for on that day. */
    public int category(Member member, LocalDate day, Dice dice) {
        double[] weights = member.categoryTaste().clone();
        for (int c = 0; c < weights.length; c++) {
            weights[c] *= catalogue.categories().get(c).season()[day.getMonthValue() - 1];
        }
        return dice.weighted(weights);
    }

    List<Text> nouns(int category) {
        return catalogue.categories().get(category).nouns();
    }

    int indexOf(Category category) {
        return catalogue.categories().indexOf(category);
    }

    List<Item> complementsOf(Item item) {
        return catalogue.complementsOf(item);
    }

    /** What the shop's own list shows: mostly what is popular, partly anything; without repetition. */
    public List<Item> list(int category, int length, Dice dice) {
        List<Item> range = catalogue.in(category);
        List<Item> shown = new ArrayList<>();
        for (int attempt = 0; attempt < 3 * length && shown.size() < length; attempt++) {
            Item item = dice.chance(0.7) ? range.get(dice.weighted(popularity[category])) : dice.pick(range);
            if (!shown.contains(item)) {
                shown.add(item);
            }
        }
        return shown;
    }

    /** Wish for an item at the price of that day; 0 is indifferent. */
    public double wish(Member member, Item item, LocalDate day) {
        return member.liking(item) + weightOfPrice(member, item, day);
    }

    /** The price's part of the wish: positive when it is reduced. */
    double weightOfPrice(Member member, Item item, LocalDate day) {
        double change = StrictMath.log(1 - prices.discount(item, day));
        return -member.priceSensitivity() * item.category().priceWeight() * change;
    }

    /** Which of the items get a look, best first after chance (Gumbel's trick). */
    public List<Item> looks(Member member, List<Item> shown, LocalDate day, int most, Dice dice) {
        return appeals(member, shown, day, dice).stream()
                .limit(most)
                .map(Appeal::item)
                .toList();
    }

    /**
     * The same where a list may also be passed by: what is wished for less than to do without gets no look (a logit with an outside
     * option, McFadden 1974), so that a list of what somebody likes is looked at more than one of what they do not.
     */
    public List<Item> drawnBy(Member member, List<Item> shown, LocalDate day, int most, Dice dice) {
        double passing = PASSING - StrictMath.log(-StrictMath.log(Math.max(1e-12, dice.uniform())));
        List<Item> looked = new ArrayList<>();
        for (Appeal appeal : appeals(member, shown, day, dice)) {
            if (looked.size() < most && appeal.value() > passing) {
                looked.add(appeal.item());
            }
        }
        return looked;
    }

    private record Appeal(Item item, double value) {}

    /** The greatest first. */
    private List<Appeal> appeals(Member member, List<Item> shown, LocalDate day, Dice dice) {
        List<Appeal> appeals = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            double gumbel = -StrictMath.log(-StrictMath.log(Math.max(1e-12, dice.uniform())));
            double value = wish(member, shown.get(i), day) - ATTENTION_LOST_PER_PLACE * i + gumbel;
            appeals.add(new Appeal(shown.get(i), value));
        }
        appeals.sort((a, b) -> Double.compare(b.value(), a.value()));
        return appeals;
    }

    /** Whether somebody who looks at an item puts it into the cart. */
    public boolean takes(Member member, Item item, LocalDate day, Dice dice) {
        double wish = READINESS + 0.8 * wish(member, item, day);
        return dice.chance(1 / (1 + StrictMath.exp(-wish)));
    }

    /** Units put into the cart. */
    public int quantity(Member member, Item item, LocalDate day, Dice dice) {
        if (!item.category().consumable()) {
            return 1;
        }
        return 1 + Math.min(5, dice.poisson(0.3 + 0.5 * Math.max(0, weightOfPrice(member, item, day))));
    }
}
