package dev.shopkeeper.inventory.replenishment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeadTimeShrinkageTests {

    private final LeadTimeShrinkage shrinkage = new LeadTimeShrinkage(5, 14);

    @Test
    void assumesAndSaysSoWhereNothingIsKnown() {
        LeadTime leadTime = shrinkage.learn(null, ReceiptDays.NONE, ReceiptDays.NONE, ReceiptDays.NONE);

        assertThat(leadTime).isEqualTo(new LeadTime(14, 7, LeadTimeSource.ASSUMED, 0));
        assertThat(leadTime.assumed()).isTrue();
    }

    @Test
    void believesTheTermsUntilReceiptsSayOtherwise() {
        LeadTime stated = shrinkage.learn(4.0, ReceiptDays.NONE, ReceiptDays.NONE, ReceiptDays.NONE);
        LeadTime some = shrinkage.learn(4.0, new ReceiptDays(5, 10, 0), ReceiptDays.NONE, ReceiptDays.NONE);
        LeadTime many = shrinkage.learn(4.0, new ReceiptDays(5_000, 10, 1), ReceiptDays.NONE, ReceiptDays.NONE);

        assertThat(stated).isEqualTo(new LeadTime(4, 2, LeadTimeSource.STATED, 0));
        assertThat(some.meanDays()).isEqualTo(7, within(1e-12));
        assertThat(some.source()).isEqualTo(LeadTimeSource.ITEM_RECEIPTS);
        assertThat(many.meanDays()).isEqualTo(10, within(0.01));
        assertThat(many.deviationDays()).isEqualTo(1, within(0.05));
    }

    @Test
    void weighsByTheFormulaDocumented() {
        // 5 of 10 to the item, 5 to what is above it, and what they disagree by
        LeadTime leadTime = shrinkage.learn(20.0, new ReceiptDays(5, 10, 9), ReceiptDays.NONE, ReceiptDays.NONE);

        double u = 4.0 / 9;
        assertThat(leadTime.meanDays()).isEqualTo(15, within(1e-12));
        assertThat(leadTime.deviationDays() * leadTime.deviationDays())
                .isEqualTo(u * 9 + (1 - u) * 100 + 0.25 * 100, within(1e-9));
    }

    @Test
    void leansOnTheSupplierAndOnEverybodyForAnItemNeverReceived() {
        ReceiptDays all = new ReceiptDays(1_000_000, 6, 4);

        LeadTime elsewhere = shrinkage.learn(null, ReceiptDays.NONE, ReceiptDays.NONE, all);
        LeadTime supplier = shrinkage.learn(null, ReceiptDays.NONE, new ReceiptDays(5, 2, 4), all);

        assertThat(elsewhere.source()).isEqualTo(LeadTimeSource.ALL_RECEIPTS);
        assertThat(elsewhere.meanDays()).isEqualTo(6, within(0.001));
        assertThat(supplier.source()).isEqualTo(LeadTimeSource.SUPPLIER_RECEIPTS);
        assertThat(supplier.meanDays()).isEqualTo(4, within(0.001));
    }

    @Test
    void refusesWhatIsNoLeadTime() {
        assertThatThrownBy(() -> new LeadTime(-1, 0, LeadTimeSource.STATED, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1.0 days");
        assertThatThrownBy(() -> new LeadTimeShrinkage(0, 14)).hasMessageContaining("weight 0.0");
    }
}
