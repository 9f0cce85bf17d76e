package dev.shopkeeper.benchmarks.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.benchmarks.BenchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingBenchTests {

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void instances() throws IOException {
        Path untimed = Files.createDirectories(folder.resolve("data").resolve("tiny-x"));
        Files.writeString(untimed.resolve("tiny.vrp"), Instances.VRPLIB);
        Files.writeString(untimed.resolve("best_known.csv"), "instance,cost\ntiny,10\n");
        Path timed = Files.createDirectories(folder.resolve("data").resolve("tiny-solomon"));
        Files.writeString(timed.resolve("t101.txt"), Instances.SOLOMON);
        Files.writeString(timed.resolve("notes.txt"), "no instance\n");
        Files.writeString(timed.resolve("best_known.csv"), "instance,cost,vehicles\nT101,10.2426,2\n");
        out = folder.resolve("results").resolve("routing.jsonl");
    }

    @Test
    void measuresAllSolversAndGoesOnWhereItWas() throws Exception {
        Map<String, Object> figures = run("--seconds", "1");

        Map<?, ?> untimed = set(figures, "tiny-x");
        assertThat(untimed.get("instances")).isEqualTo(1);
        best(part(untimed, "ours"));
        best(part(untimed, "jsprit"));
        Map<?, ?> timed = set(figures, "tiny-solomon");
        best(part(timed, "ours"));
        assertThat(part(timed, "ours").get("mean_vehicles_above")).isEqualTo(0.0);
        best(part(timed, "jsprit"));
        if (figures.containsKey("or_tools")) {
            assertThat(String.valueOf(figures.get("or_tools"))).startsWith("skipped: ");
            assertThat(timed.containsKey("or_tools")).isFalse();
        } else {
            best(part(untimed, "or_tools"));
            best(part(timed, "or_tools"));
        }
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(2);

        // one instance's line was half written
        Files.writeString(out, lines.get(0) + "\n" + lines.get(1).substring(0, 40));
        Map<String, Object> again = run("--seconds", "1");

        assertThat(Files.readAllLines(out)).hasSize(3).startsWith(lines.get(0));
        assertThat(part(again, "sets").keySet().toString()).contains("tiny-x", "tiny-solomon");

        run("--seconds", "1");
        assertThat(Files.readAllLines(out)).hasSize(3);
    }

    @Test
    void measuresWithACostOfEachVehicleToo() throws Exception {
        Map<String, Object> figures =
                run("--seconds", "1", "--fleet", "fixed-cost", "--set", "tiny-solomon", "--peers", "false");

        Map<?, ?> timed = set(figures, "tiny-solomon");
        best(part(timed, "ours"));
        assertThat(timed.containsKey("jsprit")).isFalse();
        assertThat(figures.get("fleet")).isEqualTo("a cost of each vehicle");
    }

    @Test
    void dividesInstancesWithoutWindowsByTheirSize() throws IOException {
        Path set = folder.resolve("data").resolve("tiny-x");
        Files.writeString(set.resolve("middle.vrp"), ofSize(331));
        Files.writeString(set.resolve("large.vrp"), ofSize(601));

        assertThat(InstanceSets.instances(set, false, false))
                .extracting(RoutingInstance::name)
                .containsExactly("tiny");
        assertThat(InstanceSets.instances(set, true, false))
                .extracting(RoutingInstance::name)
                .containsExactly("n331");
    }

    @Test
    void namesAnOptionThatIsWrong() {
        assertThatThrownBy(() -> run("--split", "all")).hasMessageContaining("--split is 'all'");
        assertThatThrownBy(() -> run("--fleet", "none")).hasMessageContaining("--fleet is 'none'");
        assertThatThrownBy(() -> run("--seconds", "0")).hasMessageContaining("--seconds is '0'");
        assertThatThrownBy(() -> run("--spare", "-1")).hasMessageContaining("--spare is '-1'");
        assertThatThrownBy(() -> run("--first", "ANY")).hasMessageContaining("--first is 'ANY'");
        assertThatThrownBy(() -> run("--set", "other")).hasMessageContaining("only the sets [tiny-solomon, tiny-x]");
        assertThatThrownBy(() -> new RoutingBench().run(BenchOptions.parse(List.of())))
                .hasMessageContaining("--data is missing");
    }

    @Test
    void namesAnInstanceWhoseBestCostIsNotKnown() throws IOException {
        Files.delete(folder.resolve("data").resolve("tiny-x").resolve("best_known.csv"));

        assertThatThrownBy(() -> run("--set", "tiny-x", "--peers", "false"))
                .hasMessageContaining("No best known cost is given for tiny of tiny-x");
    }

    private Map<String, Object> run(String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of("--data", folder.resolve("data").toString(), "--out", out.toString(), "--threads", "1"));
        words.addAll(List.of(options));
        return new RoutingBench().run(BenchOptions.parse(words));
    }

    private static Map<?, ?> set(Map<String, Object> figures, String name) {
        return part(part(figures, "sets"), name);
    }

    private static Map<?, ?> part(Map<?, ?> figures, String name) {
        return (Map<?, ?>) Objects.requireNonNull(figures.get(name), name);
    }

    private static void best(Map<?, ?> solver) {
        assertThat(solver.get("solved")).isEqualTo(1);
        assertThat((Double) solver.get("mean_gap_percent")).isBetween(-0.01, 0.01);
    }

    private static String ofSize(int size) {
        StringBuilder places = new StringBuilder();
        StringBuilder demands = new StringBuilder();
        for (int i = 1; i <= size; i++) {
            places.append(i).append(" ").append(i).append(" 0\n");
            demands.append(i).append(i == 1 ? " 0\n" : " 1\n");
        }
        return "NAME : n" + size + "\nDIMENSION : " + size + "\nEDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : 10\n"
                + "NODE_COORD_SECTION\n" + places + "DEMAND_SECTION\n" + demands + "DEPOT_SECTION\n1\n-1\nEOF\n";
    }
}
