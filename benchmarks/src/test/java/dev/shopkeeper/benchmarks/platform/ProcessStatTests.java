package dev.shopkeeper.benchmarks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessStatTests {

    @Nested
    class ALine {

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"java", "postgres: walwriter", "a) S 1 (b", "("})
        void isReadWhateverTheProcessIsCalled(String name) {
            // given
            String line =
                    "4711 (" + name + ") S 42 4711 4711 0 -1 4194560 100 200 3 4 250 50 31 19 20 0 38 0 99887 1 2";

            // when
            ProcessStat stat = ProcessStat.parse(line);

            // then
            assertThat(stat).isEqualTo(new ProcessStat(4711, 42, 300, 50));
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"", "4711", "4711 (java) S 42", "cpu  1 2 3 4 5 6 7 8"})
        void isRefusedIfItIsAnother(String line) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProcessStat.parse(line))
                    .withMessageContaining("/proc/PID/stat");
        }
    }

    @Nested
    class ATree {

        private final List<ProcessStat> all = List.of(
                new ProcessStat(30, 20, 300, 0),
                new ProcessStat(1, 0, 1, 0),
                new ProcessStat(10, 1, 100, 40),
                new ProcessStat(20, 10, 200, 0),
                new ProcessStat(11, 1, 5_000, 0),
                new ProcessStat(21, 10, 20, 1));

        @Test
        void isTheProcessAndAllBelowIt() {
            assertThat(ProcessStat.tree(10, all))
                    .extracting(ProcessStat::id)
                    .containsExactlyInAnyOrder(10L, 20L, 21L, 30L);
        }

        @Test
        void isEmptyForAProcessThatIsNotThere() {
            assertThat(ProcessStat.tree(99, all)).isEmpty();
        }

        @Test
        void tookWhatItsProcessesTookAndThoseThatHaveEnded() {
            assertThat(ProcessStat.processorSeconds(ProcessStat.tree(10, all))).isEqualTo(6.61);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsTheTimeOfAChildThatHasEnded() throws IOException, InterruptedException {
        // given: a shell whose child counts for a while, ends, and is waited for
        Process shell = new ProcessBuilder(
                        "sh", "-c", "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; echo; read wait")
                .start();
        try {
            assertThat(shell.getInputStream().read()).isEqualTo('\n');

            // when
            List<ProcessStat> tree = ProcessStat.tree(shell.pid(), ProcessStat.all());

            // then
            assertThat(tree).singleElement().satisfies(stat -> {
                assertThat(stat.parent()).isEqualTo(ProcessHandle.current().pid());
                assertThat(stat.endedTicks()).isPositive();
            });
            assertThat(ProcessMemory.of(tree).kibibytes()).isPositive();
        } finally {
            shell.destroyForcibly();
            assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
