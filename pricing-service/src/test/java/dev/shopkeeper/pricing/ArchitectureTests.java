package dev.shopkeeper.pricing;

import dev.shopkeeper.testing.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return HouseRules.of("dev.shopkeeper.pricing")
                .impure("competitor", "demand", "heat", "item", "messaging", "past", "quote", "training")
                .tests();
    }
}
