package dev.shopkeeper.benchmarks.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCheckTests {

    private static final RoutingInstance UNTIMED = Instances.untimed();
    private static final RoutingInstance TIMED = Instances.timed();

    @Test
    void countsGoodToursInTheInstancesArithmetic() {
        assertThat(PlanCheck.cost(UNTIMED, tours("1 2", "3 4"))).isEqualTo(1 + 1 + 1 + 2 + 2 + 3);
        assertThat(PlanCheck.cost(TIMED, tours("2 1", "", "3 4")))
                .isCloseTo(Math.sqrt(2) + 1 + 1 + 2 + 2 + Math.sqrt(8), within(1e-9));
        assertThat(PlanCheck.vehicles(tours("2 1", "", "3 4"))).isEqualTo(2);
    }

    @Test
    void refusesACustomerWhoIsVisitedByNobody() {
        broken(UNTIMED, "customer 3 is visited by no tour", "1 2", "4");
    }

    @Test
    void refusesACustomerWhoIsVisitedTwice() {
        broken(UNTIMED, "customer 2 is visited twice", "1 2", "3 4", "2");
    }

    @Test
    void refusesACustomerWhoDoesNotExist() {
        broken(UNTIMED, "tour 3 visits 5, who is nobody", "1 2", "3 4", "5");
        broken(UNTIMED, "tour 1 visits 0, who is nobody", "1 0 2", "3 4");
    }

    @Test
    void refusesMoreThanAVehicleHolds() {
        broken(UNTIMED, "tour 2 carries 15 of 10", "1", "2 3 4");
    }

    @Test
    void refusesAServiceThatBeginsTooLate() {
        broken(TIMED, "customer 2 is begun at 31.0, after 10.0", "1 2", "3 4");
    }

    @Test
    void refusesAVehicleThatIsBackTooLate() {
        RoutingInstance early = InstanceFiles.solomon(
                Instances.lines(Instances.SOLOMON.replace("0        100          0\n", "0         20          0\n")));

        broken(early, "tour 1 is back at 31.0, after 20.0", "2 1", "3", "4");
    }

    @Test
    void refusesMoreVehiclesThanThereAre() {
        broken(TIMED, "4 vehicles are used, and there are 3", "1", "2", "3", "4");
        assertThat(PlanCheck.cost(UNTIMED, tours("1", "2", "3", "4"))).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cvrp-x", "vrptw-homberger-1000"})
    void countsPublishedToursAsTheirAuthorsDo(String set) throws IOException {
        Path folder = Instances.shared(set);
        int counted = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".sol"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().replace(".sol", "");
                Path plain = folder.resolve(name + ".vrp");
                RoutingInstance instance =
                        InstanceFiles.read(Files.exists(plain) ? plain : folder.resolve(name + ".vrp.gz"));
                List<int[]> tours = new ArrayList<>();
                double cost = 0;
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith("Route")) {
                        tours.add(numbers(line.substring(line.indexOf(':') + 1)));
                    } else if (line.startsWith("Cost")) {
                        cost = Double.parseDouble(line.substring("Cost".length()));
                    }
                }
                assertThat(PlanCheck.cost(instance, tours)).as(name).isCloseTo(cost, within(1e-6 * cost));
                assertThat(tours.size()).as(name).isLessThanOrEqualTo(instance.vehicles());
                counted++;
            }
        }
        assertThat(counted).isGreaterThan(20);
    }

    private static void broken(RoutingInstance instance, String what, String... tours) {
        assertThatThrownBy(() -> PlanCheck.cost(instance, tours(tours)))
                .isInstanceOf(PlanCheck.BrokenPlanException.class)
                .hasMessage("The tours of " + instance.name() + " are broken: " + what + ".");
    }

    private static List<int[]> tours(String... tours) {
        return Arrays.stream(tours).map(PlanCheckTests::numbers).toList();
    }

    private static int[] numbers(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
