package dev.shopkeeper.inventory.supply;

import dev.shopkeeper.inventory.replenishment.policy.LeadTimeShrinkage;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.supply}.
 *
 * @param assumedLeadTimeDays lead time where neither terms nor receipts tell; it is taken to vary by half of it
 * @param leadTimeWeight how many receipts weigh as much as what is believed without them
 * @param receiptHistoryDays how far back receipts are learnt from
 */
@ConfigurationProperties("shopkeeper.supply")
record SupplySettings(
        @DefaultValue("14") double assumedLeadTimeDays,
        @DefaultValue("5") double leadTimeWeight,
        @DefaultValue("730") int receiptHistoryDays) {

    SupplySettings {
        if (!(assumedLeadTimeDays > 0) || !(leadTimeWeight > 0) || receiptHistoryDays < 1) {
            throw new IllegalArgumentException("shopkeeper.supply: assumed-lead-time-days is " + assumedLeadTimeDays
                    + ", lead-time-weight " + leadTimeWeight + ", receipt-history-days " + receiptHistoryDays
                    + "; all must be positive. Maybe leave them at 14, 5 and 730?");
        }
    }

    LeadTimeShrinkage shrinkage() {
        return new LeadTimeShrinkage(leadTimeWeight, assumedLeadTimeDays);
    }
}
