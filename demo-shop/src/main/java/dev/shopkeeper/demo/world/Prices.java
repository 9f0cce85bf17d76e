package dev.shopkeeper.demo.world;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;

/** What the shop asks on a day: the list price, less a campaign's or the week's discount. Immutable. */
public final class Prices {

    private static final double SHARE_OF_WEEKLY_SPECIALS = 0.08;
    private static final List<Promotion> CALENDAR = List.of(
            new Promotion("new-year", MonthDay.of(1, 1), MonthDay.of(1, 3), 0.2, 0.15, 1.2),
            new Promotion("spring-festival-goods", MonthDay.of(1, 12), MonthDay.of(2, 2), 0.25, 0.15, 1.25),
            new Promotion("queens-day", MonthDay.of(3, 5), MonthDay.of(3, 8), 0.3, 0.2, 1.4),
            new Promotion("mid-year-618", MonthDay.of(6, 10), MonthDay.of(6, 18), 0.45, 0.25, 1.9),
            new Promotion("back-to-school", MonthDay.of(8, 22), MonthDay.of(9, 3), 0.2, 0.15, 1.15),
            new Promotion("double-11", MonthDay.of(11, 4), MonthDay.of(11, 11), 0.6, 0.3, 2.4),
            new Promotion("double-12", MonthDay.of(12, 9), MonthDay.of(12, 12), 0.35, 0.2, 1.5));

    private final long seed;

    public Prices(long seed) {
        this.seed = seed;
    }

    /** The campaign of that day, if there is one. */
    public Optional<Promotion> promotion(LocalDate day) {
        MonthDay monthDay = MonthDay.from(day);
        return CALENDAR.stream().filter(campaign -> campaign.on(monthDay)).findFirst();
    }

    /** The campaign that the item takes part in on that day, if any. */
    public Optional<Promotion> promotion(Item item, LocalDate day) {
        return promotion(day).filter(campaign -> takesPart(item, day, campaign));
    }

    private boolean takesPart(Item item, LocalDate day, Promotion campaign) {
        return Dice.of(seed, campaign.id() + day.getYear(), item.index()).chance(campaign.share());
    }

    /** Discount against the list price, 0..1. */
    public double discount(Item item, LocalDate day) {
        long week = Math.floorDiv(day.toEpochDay(), 7);
        Dice weekly = Dice.of(seed, "weekly-special", week * 100_003 + item.index());
        double discount = weekly.chance(SHARE_OF_WEEKLY_SPECIALS) ? weekly.between(0.05, 0.35) : 0;
        Optional<Promotion> campaign = promotion(item, day);
        if (campaign.isPresent()) {
            Dice depth = Dice.of(seed, campaign.get().id() + "-depth" + day.getYear(), item.index());
            discount = Math.max(discount, campaign.get().depth() * depth.between(0.5, 1.5));
        }
        return Math.min(discount, 0.6);
    }

    /** The price in force. */
    public BigDecimal of(Item item, LocalDate day) {
        double discount = discount(item, day);
        return discount == 0
                ? item.listPrice()
                : item.listPrice()
                        .multiply(BigDecimal.valueOf(1 - discount))
                        .setScale(1, RoundingMode.HALF_UP)
                        .setScale(2);
    }
}
