package dev.shopkeeper.pricing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.testing.architecture.HouseRules;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    private static final String[] DECIDING = {
        "dev.shopkeeper.pricing.optimum..",
        "dev.shopkeeper.pricing.guardrail..",
        "dev.shopkeeper.pricing.suggestion..",
        "dev.shopkeeper.pricing.promotion..",
        "dev.shopkeeper.pricing.quote..",
        "dev.shopkeeper.pricing.elasticity..",
        "dev.shopkeeper.pricing.forecast.."
    };

    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return HouseRules.of("dev.shopkeeper.pricing")
                .impure(
                        "competitor",
                        "demand",
                        "forecast",
                        "heat",
                        "item",
                        "messaging",
                        "past",
                        "promotion",
                        "quote",
                        "suggestion",
                        "training")
                .tests();
    }

    /**
     * What decides a price knows of all events only those that name nobody, and neither what speaks for a user of the shop
     * nor the packages that hear of people. An event that is new is forbidden until it is added here.
     */
    @Test
    void noPersonCanReachThePrice() {
        JavaClasses product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.shopkeeper.pricing");

        noClasses()
                .that()
                .resideInAnyPackage(DECIDING)
                .should()
                .dependOnClassesThat(describe(
                        "tell of a person",
                        type -> type.getPackageName().startsWith(Money.class.getPackageName())
                                && !Set.of(
                                                "Money",
                                                "EventJson",
                                                "ShopEvent",
                                                "ItemUpserted",
                                                "PriceChanged",
                                                "DemandForecasted")
                                        .contains(type.getSimpleName())))
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("PersonalAccess")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.shopkeeper.pricing.messaging..",
                        "dev.shopkeeper.pricing.heat..",
                        "dev.shopkeeper.pricing.demand..",
                        "org.springframework.security..",
                        "dev.shopkeeper.starter.security..")
                .check(product);
    }
}
