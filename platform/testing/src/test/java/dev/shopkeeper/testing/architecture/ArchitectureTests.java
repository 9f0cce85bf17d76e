package dev.shopkeeper.testing.architecture;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return HouseRules.of("dev.shopkeeper.testing")
                .impure(
                        HouseRules.ROOT,
                        "decision",
                        "fixture",
                        "fuzz",
                        "http",
                        "infrastructure",
                        "kafka",
                        "process",
                        "schema")
                .knowingJson("openapi")
                .tests();
    }

    /** The contract cannot test itself with these rules, since they know the contract. */
    @TestFactory
    Stream<DynamicTest> soDoesTheContract() {
        return HouseRules.of("dev.shopkeeper.events")
                .knowingJson(HouseRules.ROOT)
                .tests();
    }
}
