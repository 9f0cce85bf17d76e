package dev.shopkeeper.membership.campaign;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.bulk.Fields;
import org.jspecify.annotations.Nullable;

/** Amounts of a campaign: above zero, no finer than their currency, all in one. */
final class Amounts {

    /** No currency; it also stands in for an amount that was refused already. */
    static final String NO_CURRENCY = "XXX";

    private Amounts() {}

    static @Nullable Money read(Fields fields, String name) {
        Money money = fields.moneyOrNull(name);
        if (money == null || money.currency().equals(NO_CURRENCY)) {
            return money;
        }
        String shown = money.amount().toPlainString();
        if (money.amount().signum() == 0) {
            fields.refuse(name + ".amount", shown, "must be above 0");
        }
        int places = Discount.places(money.currency());
        if (money.amount().scale() > places) {
            fields.refuse(
                    name + ".amount", shown, "is finer than " + money.currency() + ", which has " + places + " places");
        }
        return money;
    }

    static void sameCurrency(Fields fields, String name, @Nullable Money money, @Nullable Money discount) {
        if (money != null
                && discount != null
                && !money.currency().equals(discount.currency())
                && !money.currency().equals(NO_CURRENCY)
                && !discount.currency().equals(NO_CURRENCY)) {
            fields.refuse(name + ".currency", money.currency(), "must be that of the discount, " + discount.currency());
        }
    }
}
