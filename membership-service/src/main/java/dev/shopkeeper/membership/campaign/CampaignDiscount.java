package dev.shopkeeper.membership.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.bulk.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A discount as it is written: {@code percent} with {@code most}, or {@code amount}.
 *
 * @param percent from 1 to 100
 * @param most bound of what the percentage takes off
 * @param amount the same off every order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CampaignDiscount(
        @Nullable Integer percent,
        @Nullable Money most,
        @Nullable Money amount) {

    private static final int ALL = 100;

    static CampaignDiscount read(Fields fields) {
        Long percent = fields.wholeOrNull("percent", 1, ALL);
        Money most = Amounts.read(fields, "most");
        Money amount = Amounts.read(fields, "amount");
        if (percent == null && amount == null) {
            fields.refuse("percent", null, "is missing. Give percent with most, or amount");
        } else if (percent != null && amount != null) {
            fields.refuse("amount", amount.amount().toPlainString(), "cannot stand beside percent");
        } else if (percent != null && most == null) {
            fields.refuse("most", null, "is missing beside percent: it bounds what one order may cost");
        } else if (percent == null && most != null) {
            fields.refuse("most", most.amount().toPlainString(), "is of use beside percent alone");
        }
        return new CampaignDiscount(percent == null ? null : percent.intValue(), most, amount);
    }

    /** What it is in, or null where it was refused. */
    @Nullable
    Money money() {
        return amount == null ? most : amount;
    }

    Discount discount() {
        if (amount != null) {
            return new Discount.Amount(amount);
        }
        if (percent == null || most == null) {
            throw new IllegalStateException("Discount is " + this + ". Maybe it was not read from a request?");
        }
        return new Discount.Percent(percent, most);
    }
}
