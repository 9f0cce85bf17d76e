package dev.shopkeeper.inventory;

import dev.shopkeeper.testing.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return HouseRules.of("dev.shopkeeper.inventory")
                .impure(
                        "catalogue",
                        "demand",
                        "imports",
                        "imports.run",
                        "imports.sink",
                        "imports.upload",
                        "messaging",
                        "outlook",
                        "purchase",
                        "replenishment",
                        "replenishment.simulation",
                        "stock",
                        "supply",
                        "training")
                .knowingJson("imports.format")
                .tests();
    }
}
