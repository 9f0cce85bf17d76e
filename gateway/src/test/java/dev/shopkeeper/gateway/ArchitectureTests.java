package dev.shopkeeper.gateway;

import dev.shopkeeper.testing.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return HouseRules.of("dev.shopkeeper.gateway")
                .impure("collector", "openapi", "route", "security", "web")
                .tests();
    }
}
