package dev.shopkeeper.benchmarks;

import dev.shopkeeper.testing.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return HouseRules.of("dev.shopkeeper.benchmarks")
                .impure(
                        "cli",
                        "collector",
                        "decisions",
                        "faults",
                        "freshness",
                        "fuzz",
                        "membership",
                        "platform",
                        "retail",
                        "serving",
                        "startup")
                .knowingJson("jmh", "ranking", "routing", "triage")
                .tests();
    }
}
