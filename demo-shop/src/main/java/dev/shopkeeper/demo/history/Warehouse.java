package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.SupplyTerms;
import dev.shopkeeper.demo.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The stock, and a shopkeeper who reorders by a rule of thumb: when the stock falls below a point, enough for some weeks,
 * which arrives after the supplier's lead time. For some items the rule is a poor one, and they run out.
 */
final class Warehouse {

    /** Where stock is kept; an item has one home. */
    static final String[] LOCATIONS = {"yunlan-main", "yunlan-east"};

    private static final double SHARE_OF_POOR_RULES = 0.2;

    private final World world;
    private final Agenda agenda;
    private final Ids movements;
    private final Ids purchases;
    private final Dice dice;
    private final SupplyTerms[] terms;
    private final int[] onHand;
    private final boolean[] ordered;
    private final double[] dailySales;
    private final double[] prudence;
    private final long[] soldOnDay;

    Warehouse(World world, Agenda agenda, double unitsPerDay) {
        this.world = world;
        this.agenda = agenda;
        this.movements = Ids.of(world.seed(), "movement");
        this.purchases = Ids.of(world.seed(), "purchase");
        this.dice = Dice.of(world.seed(), "warehouse", 0);
        int items = world.catalogue().items().size();
        this.terms = world.catalogue().items().stream().map(SupplyTerms::of).toArray(SupplyTerms[]::new);
        this.onHand = new int[items];
        this.ordered = new boolean[items];
        this.dailySales = new double[items];
        this.prudence = new double[items];
        this.soldOnDay = new long[items];
        double popularity = world.catalogue().items().stream()
                .mapToDouble(item -> item.popularity() * item.category().demand())
                .sum();
        for (Item item : world.catalogue().items()) {
            double share = item.popularity() * item.category().demand() / popularity;
            dailySales[item.index()] = unitsPerDay * share;
            prudence[item.index()] = dice.chance(SHARE_OF_POOR_RULES) ? dice.between(0.2, 0.7) : dice.between(1.3, 2.2);
        }
    }

    /** Fills the shelves before the doors open. */
    void open(Instant at) {
        for (Item item : world.catalogue().items()) {
            receive(at, item, Math.max(4, lot(item)), at.minus(12, ChronoUnit.DAYS));
        }
    }

    int available(Item item) {
        return onHand[item.index()];
    }

    String location(Item item) {
        return LOCATIONS[item.index() % 5 == 4 ? 1 : 0];
    }

    /** Takes units out for an order. */
    void sell(Item item, int quantity, Instant at) {
        int i = item.index();
        onHand[i] -= quantity;
        tell(at, item, "sold", quantity, null);
        long day = at.getEpochSecond() / 86_400;
        double idle = Math.max(1, day - soldOnDay[i]);
        if (soldOnDay[i] > 0) {
            dailySales[i] = 0.93 * dailySales[i] + 0.07 * quantity / idle;
        }
        soldOnDay[i] = day;
        reorder(item, at);
    }

    /** A cancelled or returned unit is put back on the shelf. */
    void putBack(Item item, int quantity, Instant at) {
        onHand[item.index()] += quantity;
        tell(at, item, "returned", quantity, null);
    }

    /** A count found fewer units than the books say. */
    void shrink(Item item, Instant at) {
        if (onHand[item.index()] > 3) {
            onHand[item.index()]--;
            tell(at, item, "adjusted", -1, null);
            reorder(item, at);
        }
    }

    private void reorder(Item item, Instant at) {
        int i = item.index();
        double leadDays = terms(item).leadTimeDays();
        if (ordered[i] || onHand[i] > Math.max(1, prudence[i] * dailySales[i] * leadDays)) {
            return;
        }
        ordered[i] = true;
        Duration lead = Duration.ofMinutes((long) (dice.logNormal(leadDays, 0.3) * 24 * 60));
        agenda.schedule(at.plus(lead), () -> {
            ordered[i] = false;
            receive(at.plus(lead), item, lot(item), at);
        });
    }

    private void receive(Instant at, Item item, int quantity, Instant orderedAt) {
        onHand[item.index()] += quantity;
        SupplyTerms terms = terms(item);
        Fact.Purchase purchase =
                new Fact.Purchase(purchases.numbered("PO"), terms.supplierId(), orderedAt, terms.unitCost());
        tell(at, item, "received", quantity, purchase);
    }

    private void tell(Instant at, Item item, String reason, int quantity, Fact.@Nullable Purchase purchase) {
        agenda.tell(
                new Fact.StockMoved(at, movements.numbered("MV"), item, location(item), reason, quantity, purchase));
    }

    private int lot(Item item) {
        return (int) Math.max(SupplyTerms.LEAST_UNITS, Math.round(dailySales[item.index()] * 35));
    }

    private SupplyTerms terms(Item item) {
        return terms[item.index()];
    }
}
