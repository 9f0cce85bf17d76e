package dev.shopkeeper.membership.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the members of the two arms bought since they were put into them, one beside the other. Chance decided who is in
 * which, so what differs beyond chance was done by the coupons.
 *
 * @param coupon those with a coupon
 * @param heldOut those without
 * @param differences revenue per member with a coupon less that without, by currency
 */
public record Effect(Arm coupon, Arm heldOut, List<Difference> differences) {

    /**
     * One arm.
     *
     * @param orders of which something was kept
     * @param revenue net of cancellations and refunds, by currency
     */
    public record Arm(long members, long orders, List<Revenue> revenue) {}

    /**
     * Net revenue in one currency, as decimal strings.
     *
     * @param perMember mean over all members of the arm, those who bought nothing included
     */
    public record Revenue(String currency, String net, BigDecimal perMember) {}

    /**
     * @param perMember difference of the means, in units of the currency
     * @param standardError after Welch, "The generalization of 'Student's' problem when several different population
     *     variances are involved", Biometrika 34 (1947); absent where an arm has fewer than two members
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            String currency, BigDecimal perMember, @Nullable BigDecimal standardError) {}

    static Effect of(ArmSample coupon, ArmSample heldOut) {
        List<Difference> differences = new ArrayList<>();
        if (coupon.members() > 0 && heldOut.members() > 0) {
            TreeSet<String> currencies = new TreeSet<>(coupon.sums().keySet());
            currencies.addAll(heldOut.sums().keySet());
            for (String currency : currencies) {
                differences.add(new Difference(
                        currency,
                        ArmSample.rounded(coupon.mean(currency) - heldOut.mean(currency)),
                        standardError(coupon, heldOut, currency)));
            }
        }
        return new Effect(coupon.shown(), heldOut.shown(), differences);
    }

    private static @Nullable BigDecimal standardError(ArmSample coupon, ArmSample heldOut, String currency) {
        if (coupon.members() < 2 || heldOut.members() < 2) {
            return null;
        }
        return ArmSample.rounded(Math.sqrt(
                coupon.variance(currency) / coupon.members() + heldOut.variance(currency) / heldOut.members()));
    }
}
