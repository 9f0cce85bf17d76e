package dev.shopkeeper.pricing.guardrail;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A rule that bounds a price. Bounds are rounded inwards to the currency's decimal places.
 *
 * @param name one of the constants below
 * @param least or null where it has no floor
 * @param most or null where it has no ceiling
 */
public record Guardrail(
        String name, @Nullable BigDecimal least, @Nullable BigDecimal most) {

    /** Not below cost and a minimum margin. */
    public static final String FLOOR = "floor";
    /** Not above a multiple of the list price. */
    public static final String CEILING = "ceiling";
    /** Not above the cheapest competitor and a tolerance. */
    public static final String COMPETITOR = "competitor";
    /** Not too far from the price in force at once, nor too soon after the last change. */
    public static final String LARGEST_STEP = "largest_step";
    /** The last digits that the shop's prices have. */
    public static final String ENDING = "ending";

    public Guardrail {
        if (least != null && most != null && least.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    name + " has its floor " + least + " above its ceiling " + most + ". Maybe they were exchanged?");
        }
    }

    /** At least cost times one and the minimum margin. */
    public static Guardrail floor(BigDecimal cost, BigDecimal minimumMargin, int places) {
        return new Guardrail(FLOOR, floorOf(cost, minimumMargin).setScale(places, RoundingMode.CEILING), null);
    }

    private static BigDecimal floorOf(BigDecimal cost, BigDecimal minimumMargin) {
        return cost.multiply(BigDecimal.ONE.add(minimumMargin));
    }

    /** At most a multiple of the list price. */
    public static Guardrail ceiling(BigDecimal listPrice, BigDecimal multiple, int places) {
        return new Guardrail(CEILING, null, listPrice.multiply(multiple).setScale(places, RoundingMode.FLOOR));
    }

    /** At most a competitor's price times one and the tolerance, and never nothing, whatever a competitor asks. */
    public static Guardrail competitor(BigDecimal lowest, BigDecimal tolerance, int places) {
        BigDecimal most = lowest.multiply(BigDecimal.ONE.add(tolerance)).setScale(places, RoundingMode.FLOOR);
        return new Guardrail(COMPETITOR, null, most.max(BigDecimal.ONE.movePointLeft(places)));
    }

    /** At most a share up or down from the price in force. */
    public static Guardrail largestStep(BigDecimal inForce, BigDecimal share, int places) {
        BigDecimal step = inForce.multiply(share);
        BigDecimal least = inForce.subtract(step).setScale(places, RoundingMode.CEILING);
        BigDecimal most = inForce.add(step).setScale(places, RoundingMode.FLOOR);
        // A step smaller than the smallest coin is none.
        return new Guardrail(LARGEST_STEP, least.min(inForce), most.max(inForce));
    }

    /** No change at all, since the last was too short a time ago. */
    public static Guardrail tooSoon(BigDecimal inForce) {
        return new Guardrail(LARGEST_STEP, inForce, inForce);
    }

    BigDecimal bound(BigDecimal price) {
        if (least != null && price.compareTo(least) < 0) {
            return least;
        }
        return most != null && price.compareTo(most) > 0 ? most : price;
    }

    public boolean holds(BigDecimal price) {
        return bound(price).compareTo(price) == 0;
    }
}
