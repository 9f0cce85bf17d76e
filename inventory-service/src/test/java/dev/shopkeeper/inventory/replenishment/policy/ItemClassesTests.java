package dev.shopkeeper.inventory.replenishment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.inventory.replenishment.policy.ItemClasses.Classified;
import dev.shopkeeper.inventory.replenishment.policy.ItemClasses.ItemDemand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ItemClassesTests {

    private static final double[] EVEN = {4, 4, 4, 4};

    private static Map<String, String> classes(List<ItemDemand> items) {
        return ItemClasses.of(items).stream()
                .collect(Collectors.toMap(
                        Classified::itemId, item -> item.itemClass().toString()));
    }

    @Test
    void areCutAtEightyAndNinetyFivePerCentOfTurnover() {
        assertThat(classes(List.of(
                        new ItemDemand("tea", 50, EVEN),
                        new ItemDemand("rice", 30, EVEN),
                        new ItemDemand("salt", 10, EVEN),
                        new ItemDemand("soap", 5, EVEN),
                        new ItemDemand("pens", 5, EVEN),
                        new ItemDemand("dust", 0, EVEN))))
                .isEqualTo(Map.of("tea", "AX", "rice", "AX", "salt", "BX", "pens", "BX", "soap", "CX", "dust", "CX"));
    }

    @Test
    void areCutAtHalfAndOneOfTheCoefficientOfVariation() {
        assertThat(classes(List.of(
                        new ItemDemand("a", 40, new double[] {5, 15}),
                        new ItemDemand("b", 30, new double[] {4.9, 15.1}),
                        new ItemDemand("c", 20, new double[] {0, 20}),
                        new ItemDemand("d", 10, new double[] {0, 0, 20}),
                        new ItemDemand("e", 0, new double[] {0, 0}))))
                .isEqualTo(Map.of("a", "AX", "b", "AY", "c", "AY", "d", "BZ", "e", "CZ"));
    }

    @Test
    void makeTheOnlyItemAnA() {
        assertThat(classes(List.of(new ItemDemand("tea", 3, EVEN)))).isEqualTo(Map.of("tea", "AX"));
        assertThat(ItemClasses.of(List.of())).isEmpty();
    }

    @Test
    void doNotDependOnTheOrderTheyAreGivenInAndShareOutAllTurnover() {
        Random random = new Random(41);
        for (int i = 0; i < 50; i++) {
            List<ItemDemand> items = new ArrayList<>();
            int count = 1 + random.nextInt(60);
            for (int item = 0; item < count; item++) {
                double[] demand = random.doubles(1 + random.nextInt(12)).toArray();
                items.add(new ItemDemand("i" + item, random.nextInt(20), demand));
            }
            List<Classified> sorted = ItemClasses.of(items);
            Collections.shuffle(items, random);

            assertThat(ItemClasses.of(items)).as("case %d of seed 41", i).isEqualTo(sorted);
            double all = items.stream().mapToDouble(ItemDemand::turnover).sum();
            assertThat(sorted.stream().mapToDouble(Classified::share).sum())
                    .as("case %d of seed 41", i)
                    .isBetween(all > 0 ? 1 - 1e-9 : 0, 1 + 1e-9);
        }
    }

    @Test
    void haveTargetsOfTheirOwn() {
        Target high = new Target.FillRate(0.99);
        Target low = new Target.CycleService(0.8);
        ClassTargets targets = new ClassTargets(Map.of(ItemClass.of("ax"), high), low);

        assertThat(targets.of(ItemClass.of("AX"))).isEqualTo(high);
        assertThat(targets.of(ItemClass.of("CZ"))).isEqualTo(low);
        assertThatThrownBy(() -> ItemClass.of("DX")).hasMessageContaining("'DX' is no class");
    }

    @Test
    void refuseWhatIsNoHistory() {
        assertThatThrownBy(() -> new ItemDemand("tea", -1, EVEN)).hasMessageContaining("'tea' turned over -1.0");
        assertThatThrownBy(() -> new ItemDemand("tea", 1, new double[0])).hasMessageContaining("no history");
    }
}
