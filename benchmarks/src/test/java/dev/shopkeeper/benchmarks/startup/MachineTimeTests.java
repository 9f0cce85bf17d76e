package dev.shopkeeper.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTimeTests {

    @Test
    void countsGuestsOnceAndWaitingAsIdle() {
        // given: user, nice, system, idle, waiting, interrupts, soft interrupts, stolen, guests, nice guests
        String line = "cpu  1000 200 300 5000 500 10 20 30 900 100";

        // then
        assertThat(MachineTime.parse(line)).isEqualTo(new MachineTime(15.6, 55));
    }

    @Test
    void tellsWhatPassedSinceAnEarlierLook() {
        assertThat(new MachineTime(20, 70).since(new MachineTime(15.5, 55))).isEqualTo(new MachineTime(4.5, 15));
    }
}
