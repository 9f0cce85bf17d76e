package dev.shopkeeper.inventory.replenishment.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EconomicLotTests {

    @Test
    void coversDaysInWholeUnits() {
        assertThat(EconomicLot.ofCover(3.5, 8)).isEqualTo(new EconomicLot(28, false));
        assertThat(EconomicLot.ofCover(3.51, 8)).isEqualTo(new EconomicLot(29, false));
        assertThat(EconomicLot.ofCover(0.01, 8)).isEqualTo(new EconomicLot(1, false));
        assertThat(EconomicLot.ofCover(0, 8)).isEqualTo(new EconomicLot(0, false));
    }

    @Test
    void makesNoUnitOfWhatArithmeticLeaves() {
        double noise = Math.nextUp(Math.nextUp(3.5));

        assertThat(noise * 8).isGreaterThan(28);
        assertThat(EconomicLot.ofCover(noise, 8).units()).isEqualTo(28);
        assertThat(EconomicLot.ofCover(Math.nextDown(3.5), 8).units()).isEqualTo(28);
    }

    @Test
    void balancesTheCostOfOrderingAndOfHolding() {
        // 365 a year, 20 an order, 0.25 of 2.00 a unit and year: sqrt(2 · 20 · 365 / 0.5) = 170.9
        assertThat(EconomicLot.ofCost(1, 20, 2, 0.25)).isEqualTo(new EconomicLot(171, true));
    }
}
