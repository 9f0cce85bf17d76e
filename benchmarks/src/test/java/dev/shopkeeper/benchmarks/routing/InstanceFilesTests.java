package dev.shopkeeper.benchmarks.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFilesTests {

    @Test
    void readsVrplibWithDistancesRoundedAndVehiclesWithoutBound() {
        RoutingInstance instance = Instances.untimed();

        assertThat(instance.name()).isEqualTo("tiny");
        assertThat(instance.customers()).isEqualTo(4);
        assertThat(instance.capacity()).isEqualTo(10);
        assertThat(instance.timed()).isFalse();
        assertThat(instance.vehicles()).isEqualTo(4);
        assertThat(instance.places().get(4)).isEqualTo(new RoutingInstance.Place(-2, -2, 5, 0, 1e9, 0));
        assertThat(distance(instance, 0, 2)).isEqualTo(1);
        assertThat(distance(instance, 0, 4)).isEqualTo(3);
    }

    @Test
    void readsVrplibWithWindowsAndDistancesCutToTenths() {
        RoutingInstance instance = InstanceFiles.vrplib(Instances.lines(Instances.VRPLIB_TIMED));

        assertThat(instance.timed()).isTrue();
        assertThat(instance.vehicles()).isEqualTo(3);
        assertThat(instance.places().get(1)).isEqualTo(new RoutingInstance.Place(1, 0, 5, 20, 30, 10));
        assertThat(instance.places().getFirst().service()).isZero();
        assertThat(distance(instance, 0, 4)).isEqualTo(2.8);
        assertThat(instance.arithmetic().whole(instance.euclidean(0, 4))).isEqualTo(28);
    }

    @Test
    void readsSolomonsTextWithRealDistances() {
        RoutingInstance instance = Instances.timed();

        assertThat(instance.name()).isEqualTo("T101");
        assertThat(instance.vehicles()).isEqualTo(3);
        assertThat(instance.capacity()).isEqualTo(10);
        assertThat(instance.places().get(1)).isEqualTo(new RoutingInstance.Place(1, 0, 5, 20, 30, 10));
        assertThat(instance.places().getFirst().to()).isEqualTo(100);
        assertThat(distance(instance, 0, 4)).isCloseTo(2.8284, within(1e-4));
        assertThat(instance.arithmetic().whole(instance.euclidean(0, 4))).isEqualTo(2829);
        assertThat(instance.arithmetic().whole(instance.euclidean(0, 3))).isEqualTo(2000);
    }

    @Test
    void readsWhatIsCompressed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tiny-timed.vrp.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(Instances.VRPLIB_TIMED.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(InstanceFiles.read(file).name()).isEqualTo("tiny-timed");
    }

    @Test
    void namesWhatIsWrongWithAFile(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> InstanceFiles.vrplib(
                        Instances.lines(Instances.VRPLIB.replace("CAPACITY : \t10", "CAPACITY : \tmuch"))))
                .hasMessageContaining("CAPACITY is 'much'");
        assertThatThrownBy(() -> InstanceFiles.vrplib(
                        Instances.lines(Instances.VRPLIB.replace("DIMENSION : \t5", "DIMENSION : \t6"))))
                .hasMessageContaining("NODE_COORD_SECTION has 5 rows, and DIMENSION is 6");
        assertThatThrownBy(
                        () -> InstanceFiles.vrplib(Instances.lines(Instances.VRPLIB.replace("EUC_2D", "FULL_MATRIX"))))
                .hasMessageContaining("EDGE_WEIGHT_TYPE is FULL_MATRIX");
        assertThatThrownBy(() -> InstanceFiles.vrplib(
                        Instances.lines(Instances.VRPLIB.replace("CAPACITY : \t10", "CAPACITY : \t4"))))
                .hasMessageContaining("Customer 1 of instance tiny wants 5, and a vehicle holds 4");
        assertThatThrownBy(() -> InstanceFiles.solomon(
                        Instances.lines(Instances.SOLOMON.replace("    3      0 ", "    7      0 "))))
                .hasMessageContaining("the row of customer 3 is '7 ");
        Path file = Files.writeString(folder.resolve("bad.txt"), "nothing of the kind\n");
        assertThatThrownBy(() -> InstanceFiles.read(file)).hasMessageContaining("bad.txt cannot be read");
    }

    private static double distance(RoutingInstance instance, int from, int to) {
        return instance.arithmetic().of(instance.euclidean(from, to));
    }
}
