package dev.shopkeeper.benchmarks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMemoryTests {

    private static final String ROLLUP = """
            55d0c8a00000-7ffd6b5f2000 ---p 00000000 00:00 0                          [rollup]
            Rss:              204888 kB
            Pss:              187123 kB
            Pss_Dirty:        160000 kB
            SwapPss:               0 kB
            """;

    @Test
    void readsTheFigureOfItsOwnLineAlone() {
        assertThat(ProcessMemory.kibibytes("Pss", ROLLUP)).isEqualTo(187_123);
        assertThat(ProcessMemory.kibibytes("VmRSS", "Name:\tjava\nVmHWM:\t  9 kB\nVmRSS:\t  204888 kB\n"))
                .isEqualTo(204_888);
    }

    @Test
    void countsNothingForAProcessThatHasEnded() {
        assertThat(ProcessMemory.kibibytes("Pss", "")).isZero();
    }

    @Test
    void isProportionalOnlyIfAllOfItIs() {
        // given
        ProcessMemory one = new ProcessMemory(1_024, true);
        ProcessMemory other = new ProcessMemory(3_000, false);

        // then
        assertThat(one.plus(one)).isEqualTo(new ProcessMemory(2_048, true));
        assertThat(one.plus(other)).isEqualTo(new ProcessMemory(4_024, false));
        assertThat(one.plus(other).mebibytes()).isEqualTo(3);
    }
}
