package dev.shopkeeper.starter;

import dev.shopkeeper.testing.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return HouseRules.of("dev.shopkeeper.starter")
                .impure(
                        "bulk",
                        "database",
                        "defaults",
                        "housekeeping",
                        "idempotency",
                        "job",
                        "messaging",
                        "observability",
                        "openapi",
                        "paging",
                        "problem",
                        "schedule",
                        "security",
                        "transaction",
                        "warmup",
                        "web")
                .tests();
    }
}
