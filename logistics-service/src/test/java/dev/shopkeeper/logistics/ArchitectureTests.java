package dev.shopkeeper.logistics;

import dev.shopkeeper.testing.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return HouseRules.of("dev.shopkeeper.logistics")
                .impure("delivery", "eta", "expectation", "messaging", "traffic", "training", "vroom")
                .tests();
    }
}
