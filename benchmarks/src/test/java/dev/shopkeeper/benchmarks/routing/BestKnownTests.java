package dev.shopkeeper.benchmarks.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestKnownTests {

    @Test
    void hasAllOfSolomonsInstances() {
        Map<String, BestKnown> known = BestKnown.solomon();

        assertThat(known).hasSize(56);
        assertThat(known.keySet()).allMatch(name -> name.matches("(C1|C2|R1|R2|RC1|RC2)\\d\\d"));
        assertThat(known.values()).allMatch(best -> best.vehicles().isPresent() && best.cost() > 500);
        assertThat(known).containsEntry("R101", new BestKnown(1650.80, OptionalInt.of(19)));
        assertThat(known).containsEntry("RC208", new BestKnown(828.14, OptionalInt.of(3)));
    }

    @Test
    void hasOneForEachOfTheFilesOfSolomon() throws IOException {
        Path folder = Instances.shared("vrptw-solomon-100");
        Map<String, BestKnown> known = BestKnown.of(folder);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(InstanceFiles::read))
                    .hasSize(56)
                    .allSatisfy(instance -> assertThat(known).containsKey(instance.name()));
        }
    }

    @Test
    void readsAFoldersOwn(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("best_known.csv"), "instance,cost\ntiny,10\n");

        assertThat(BestKnown.of(folder)).containsEntry("TINY", new BestKnown(10, OptionalInt.empty()));
    }

    @Test
    void namesALineThatIsNone() {
        assertThatThrownBy(() -> BestKnown.read(List.of("instance,cost", "tiny")))
                .hasMessageContaining("'tiny' is no instance, cost and maybe vehicles");
        assertThatThrownBy(() -> BestKnown.read(List.of("instance,cost", "tiny,much")))
                .hasMessageContaining("'tiny,much' has no number");
    }
}
