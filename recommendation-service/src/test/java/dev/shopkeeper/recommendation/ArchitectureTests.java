package dev.shopkeeper.recommendation;

import dev.shopkeeper.testing.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return HouseRules.of("dev.shopkeeper.recommendation")
                .impure(
                        "bestseller",
                        "catalogue",
                        "experiment",
                        "exposure",
                        "hidden",
                        "impression",
                        "index",
                        "interaction",
                        "jdbc",
                        "messaging",
                        "person",
                        "purchase",
                        "ranking",
                        "relevance.training",
                        "retention",
                        "status",
                        "training")
                .tests();
    }
}
