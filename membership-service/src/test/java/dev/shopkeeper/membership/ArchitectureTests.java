package dev.shopkeeper.membership;

import dev.shopkeeper.testing.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return HouseRules.of("dev.shopkeeper.membership")
                .impure("activity", "campaign", "coupon", "member", "messaging", "past", "profile", "tier", "training")
                .tests();
    }
}
