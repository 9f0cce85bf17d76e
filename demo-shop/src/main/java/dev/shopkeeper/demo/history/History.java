package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.City;
import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.Member;
import dev.shopkeeper.demo.world.Members;
import dev.shopkeeper.demo.world.Promotion;
import dev.shopkeeper.demo.world.World;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The history of a shop as facts in the order of time: a discrete-event simulation that is run as far as it is read. Its
 * memory is what is still to happen, not what has happened. Equal worlds have equal histories. Not thread-safe.
 */
public final class History implements Iterator<Fact> {

    private static final double STRANGERS_PER_MEMBER_AND_DAY = 0.0045;
    private static final double UNITS_PER_MEMBER_AND_DAY = 0.014;
    private static final double LOGS_IN_AT_ONCE = 0.7;
    private static final double SHRINKS_PER_ITEM_AND_DAY = 0.0004;

    private final World world;
    private final Agenda agenda = new Agenda();
    private final Warehouse warehouse;
    private final AfterSales afterSales;
    private final Larder larder;
    private final Till till;
    private final Taste taste;
    private final Ids cookies;
    private final Ids sessions;
    private final Visit.Setting setting;
    private final Dice dice;
    private long strangers;
    private @Nullable Fact next;

    /** The history of a shop that shows its own lists. */
    public History(World world) {
        this(world, own -> own, world.until().minus(Roads.MEASURED));
    }

    /**
     * A history with other lists.
     *
     * @param shelf makes the lists that are shown, given the shop's own
     * @param trafficFrom since when traffic is measured
     */
    public History(World world, UnaryOperator<Shelf> shelf, Instant trafficFrom) {
        this.world = world;
        this.dice = Dice.of(world.seed(), "history", 0);
        this.warehouse = new Warehouse(
                world, agenda, UNITS_PER_MEMBER_AND_DAY * world.members().size());
        this.afterSales = new AfterSales(world, agenda, warehouse);
        this.larder = new Larder(world.seed(), agenda);
        this.till = new Till(world.seed());
        this.taste = new Taste(world.catalogue(), world.prices());
        this.cookies = Ids.of(world.seed(), "cookie");
        this.sessions = Ids.of(world.seed(), "session");
        Shelf own = (visitor, category, lookedAt, chance) -> new Shelf.Shown(
                "category-" + world.catalogue().categories().get(category).id(), null, taste.list(category, 8, chance));
        this.setting = new Visit.Setting(
                taste,
                world.prices(),
                shelf.apply(own),
                warehouse::available,
                Ids.of(world.seed(), "event"),
                agenda::tell);
        warehouse.open(world.start());
        new Market(world, agenda).open(world.start());
        new Roads(world, agenda).open(trafficFrom);
        agenda.schedule(world.start(), () -> day(world.start()));
        this.next = agenda.next(world.until());
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Fact next() {
        Fact fact = next;
        if (fact == null) {
            throw new NoSuchElementException("the history has ended at " + world.until());
        }
        next = agenda.next(world.until());
        return fact;
    }

    /** What is still to happen: the measure of the memory used. */
    int pending() {
        return agenda.size();
    }

    /** Plans twenty-four hours. */
    private void day(Instant start) {
        LocalDate date = start.atZone(City.TIME_ZONE).toLocalDate();
        double crowd = (date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0 ? 1.25 : 0.92);
        Promotion campaign = world.prices().promotion(date).orElse(null);
        for (Member member : world.members()) {
            double drawn = campaign == null ? 1 : 1 + (campaign.crowd() - 1) * member.bargainHunter();
            for (int visits = dice.poisson(member.visitsPerDay() * crowd * drawn); visits > 0; visits--) {
                Instant at = moment(start, member);
                agenda.schedule(at, () -> visit(member, at, null));
            }
        }
        double guests = STRANGERS_PER_MEMBER_AND_DAY * world.members().size() * crowd;
        for (int visits = dice.poisson(guests * (campaign == null ? 1 : campaign.crowd())); visits > 0; visits--) {
            Member stranger = Members.stranger(world.seed(), strangers++, world.catalogue(), world.city(), start);
            Instant at = moment(start, stranger);
            agenda.schedule(at, () -> visit(stranger, at, null));
        }
        List<Item> items = world.catalogue().items();
        for (int lost = dice.poisson(SHRINKS_PER_ITEM_AND_DAY * items.size()); lost > 0; lost--) {
            Item item = dice.pick(items);
            Instant at = start.plusSeconds(dice.below(86_400));
            agenda.schedule(at, () -> warehouse.shrink(item, at));
        }
        Instant tomorrow = start.plus(Duration.ofDays(1));
        agenda.schedule(tomorrow, () -> day(tomorrow));
    }

    /** Around the hour that the person likes, within the day that begins at {@code start}. */
    private Instant moment(Instant start, Member member) {
        double hour = dice.chance(0.8) ? member.hour() + 1.2 * dice.gaussian() : dice.between(7, 24);
        long wanted = (long) (hour * 3600);
        long begins = start.atZone(City.TIME_ZONE).toLocalTime().toSecondOfDay();
        return start.plusSeconds(Math.floorMod(wanted - begins, 86_400L));
    }

    private void visit(Member member, Instant at, @Nullable Item again) {
        boolean known = member.index() >= 0;
        if (known && !member.active(at)) {
            return;
        }
        boolean loggedIn = known && (again != null || dice.chance(LOGS_IN_AT_ONCE));
        String cookie = known ? "device-" + member.id() : cookies.uuid();
        Visitor visitor = new Visitor(loggedIn ? member.id() : null, cookie, sessions.uuid());
        Visit visit = new Visit(setting, member, visitor, at, dice);
        if (again == null) {
            visit.browse(taste.category(member, at.atZone(City.TIME_ZONE).toLocalDate(), dice));
        } else {
            visit.again(again);
        }
        List<Fact.Shown> cart = visit.checkOut(again != null && dice.chance(member.loyalty()));
        if (cart.isEmpty()) {
            return;
        }
        String channel = dice.chance(0.6) ? "app" : "web";
        Fact.Ordered order = till.order(visit.now(), member, known ? member.id() : null, channel, cart);
        visit.paid(order.orderId());
        agenda.tell(order);
        for (Fact.Line line : order.lines()) {
            warehouse.sell(line.item(), line.quantity(), order.at());
            larder.fill(member, line.item(), line.quantity(), order.at(), this::comeBack);
        }
        afterSales.follow(order);
    }

    private void comeBack(Member member, Item item) {
        Instant soon = moment(agenda.now(), member);
        agenda.schedule(soon, () -> visit(member, soon, item));
    }
}
